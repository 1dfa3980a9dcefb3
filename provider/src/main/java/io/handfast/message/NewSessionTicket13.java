package io.handfast.message;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * A ticket with which a client can resume a TLS 1.3 session (RFC 8446 §4.6.1).
 *
 * @param lifetimeSeconds how long the ticket is good, 0 to 2^32 − 1; the most allowed is seven days
 * @param ageAdd what hides the ticket's age, 0 to 2^32 − 1
 * @param nonce tells the tickets of a connection apart, 0 to 255 bytes
 * @param ticket the identity of the key, 1 to 65535 bytes
 * @param extensions such as early_data
 */
public record NewSessionTicket13(
        long lifetimeSeconds, long ageAdd, Bytes nonce, Bytes ticket, ExtensionBlock extensions)
        implements HandshakeMessage {
    static NewSessionTicket13 decode(WireReader in) {
        long lifetimeSeconds = in.u32();
        long ageAdd = in.u32();
        Bytes nonce = in.opaque8("ticket_nonce", 0, 255);
        Bytes ticket = in.opaque16("ticket", 1);
        ExtensionBlock extensions = ExtensionBlock.decode(in, Placement.NEW_SESSION_TICKET);
        return new NewSessionTicket13(lifetimeSeconds, ageAdd, nonce, ticket, extensions);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public int likelyLength() {
        return ticket.length() + 32;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u32(lifetimeSeconds);
        out.u32(ageAdd);
        out.opaque8(nonce);
        out.opaque16(ticket);
        extensions.encode(out);
    }
}
