package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * How a client is willing to use a pre-shared key: alone, or with a fresh key exchange (RFC 8446 §4.2.9).
 *
 * @param modes one byte each, at least one, unknown ones kept
 */
public record PskKeyExchangeModes(Bytes modes) implements Extension {
    /** The code point of the key alone, without forward secrecy. */
    public static final int PSK_KE = 0;
    /** The code point of the key with a fresh key exchange. */
    public static final int PSK_DHE_KE = 1;

    static PskKeyExchangeModes decode(WireReader body) {
        return new PskKeyExchangeModes(body.opaque8("ke_modes", 1, 255));
    }

    /** Whether the client lists this mode. */
    public boolean contains(int mode) {
        for (int i = 0; i < modes.length(); i++) {
            if (modes.at(i) == mode) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int type() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(modes);
    }
}
