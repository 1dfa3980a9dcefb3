package io.handfast.extension;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * An extension whose body we keep as it came: of unknown type, or in a message it does not belong in (RFC 8446 §4.2).
 *
 * @param type the code point
 * @param body the body, unread
 */
public record UnknownExtension(int type, Bytes body) implements Extension {
    static UnknownExtension decode(int type, WireReader body) {
        return new UnknownExtension(type, body.rest());
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(body);
    }
}
