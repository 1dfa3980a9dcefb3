package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * What a server wants back with the second ClientHello, unread by the client (RFC 8446 §4.2.2).
 *
 * @param cookie 1 to 65535 bytes
 */
public record Cookie(Bytes cookie) implements Extension {
    static Cookie decode(WireReader body) {
        return new Cookie(body.opaque16("cookie", 1));
    }

    @Override
    public int type() {
        return ExtensionType.COOKIE;
    }

    @Override
    public int likelyLength() {
        return 2 + cookie.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque16(cookie);
    }
}
