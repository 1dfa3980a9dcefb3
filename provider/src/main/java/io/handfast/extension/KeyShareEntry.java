package io.handfast.extension;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * One side's public share for one group (RFC 8446 §4.2.8).
 *
 * @param group the group's code point
 * @param keyExchange the share, at least one byte, in the group's own format
 */
public record KeyShareEntry(int group, Bytes keyExchange) {
    static KeyShareEntry decode(WireReader in) {
        int group = in.u16();
        return new KeyShareEntry(group, in.shared16("key_exchange", 1));
    }

    void encode(WireWriter out) {
        out.u16(group);
        out.opaque16(keyExchange);
    }
}
