package io.handfast.extension;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The name of a pre-shared key: a ticket, or a label agreed elsewhere (RFC 8446 §4.2.11).
 *
 * @param identity 1 to 65535 bytes
 * @param obfuscatedTicketAge the ticket's age in milliseconds plus the ticket's ticket_age_add, modulo 2^32
 */
public record PskIdentity(Bytes identity, long obfuscatedTicketAge) {
    static PskIdentity decode(WireReader in) {
        Bytes identity = in.opaque16("identity", 1);
        return new PskIdentity(identity, in.u32());
    }

    void encode(WireWriter out) {
        out.opaque16(identity);
        out.u32(obfuscatedTicketAge);
    }
}
