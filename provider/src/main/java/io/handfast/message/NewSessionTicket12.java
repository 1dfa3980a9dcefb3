package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * A ticket with which a client can resume a TLS 1.2 session (RFC 5077 §3.3).
 *
 * @param lifetimeHintSeconds how long the server expects to take it, 0 to 2^32 − 1; 0 leaves it open
 * @param ticket 0 to 65535 bytes; none if the server changed its mind
 */
public record NewSessionTicket12(long lifetimeHintSeconds, Bytes ticket) implements HandshakeMessage {
    static NewSessionTicket12 decode(WireReader in) {
        long lifetimeHintSeconds = in.u32();
        return new NewSessionTicket12(lifetimeHintSeconds, in.opaque16("ticket", 0));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public int likelyLength() {
        return ticket.length() + 6;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u32(lifetimeHintSeconds);
        out.opaque16(ticket);
    }
}
