package io.handfast.message;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** A signature in a message before TLS 1.3, which names its scheme since TLS 1.2 (RFC 5246 §4.7, RFC 4346 §4.7). */
public final class DigitallySigned {
    /** What stands for the scheme where the version names none. */
    public static final int NO_SCHEME = -1;

    private DigitallySigned() {}

    /** Reads the name of the scheme, where there is one; the signature follows. */
    static int readScheme(WireReader in, Dialect dialect) {
        return dialect == Dialect.TLS10 ? NO_SCHEME : in.u16();
    }

    static WireWriter write(WireWriter out, int scheme, Bytes signature) {
        if (scheme != NO_SCHEME) {
            out.u16(scheme);
        }
        return out.opaque16(signature);
    }
}
