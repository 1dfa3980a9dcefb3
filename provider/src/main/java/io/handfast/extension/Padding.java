package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * Makes a ClientHello longer with bytes that mean nothing (RFC 7685 §3).
 *
 * @param length how many zero bytes, from 0
 */
public record Padding(int length) implements Extension {
    static Padding decode(WireReader body) {
        // Only a client is bound to the zeros; a server has nothing to gain by looking at them.
        return new Padding(body.rest().length());
    }

    @Override
    public int type() {
        return ExtensionType.PADDING;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(new byte[length]);
    }
}
