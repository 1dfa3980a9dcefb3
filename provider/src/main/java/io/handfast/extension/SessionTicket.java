package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * Asks for, presents or promises a TLS 1.2 session ticket (RFC 5077 §3.2).
 *
 * <p>The ticket is the whole body; it has no length of its own.
 *
 * @param ticket in a ClientHello the ticket to resume with, or nothing to ask for one; in a ServerHello nothing
 */
public record SessionTicket(Bytes ticket) implements Extension {
    /** Asks for a ticket, or promises one. */
    public static final SessionTicket EMPTY = new SessionTicket(Bytes.empty());

    static SessionTicket decode(WireReader body) {
        return new SessionTicket(body.rest());
    }

    static SessionTicket decodePromise(WireReader body) {
        // RFC 5077 §3.2: the server's extension is empty, which the caller checks
        return EMPTY;
    }

    @Override
    public int type() {
        return ExtensionType.SESSION_TICKET;
    }

    @Override
    public int likelyLength() {
        return ticket.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(ticket);
    }
}
