package io.handfast.message;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * A ServerKeyExchange of the ECDHE suites of TLS 1.2 (RFC 8422 §5.4).
 *
 * @param namedGroup the group's code point
 * @param point the server's share, 1 to 255 bytes
 * @param scheme the code point of the signature's scheme; {@link DigitallySigned#NO_SCHEME} before TLS 1.2
 * @param signature over both randoms and {@link #parameters}
 */
public record EcdheServerKeyExchange(int namedGroup, Bytes point, int scheme, Bytes signature) {
    private static final int NAMED_CURVE = 3;

    /** Reads the message as one of an ECDHE suite. */
    public static EcdheServerKeyExchange parse(ServerKeyExchange message, Dialect dialect) {
        WireReader in = message.body().reader("ServerKeyExchange");
        int curveType = in.u8();
        // RFC 8422 §5.4: curves spelled out in parameters are no longer allowed
        if (curveType != NAMED_CURVE) {
            throw ILLEGAL_PARAMETER.because("ServerKeyExchange has the curve type " + curveType + ", not named_curve");
        }
        int namedGroup = in.u16();
        Bytes point = in.opaque8("point", 1, 255);
        int scheme = DigitallySigned.readScheme(in, dialect);
        Bytes signature = in.opaque16("signature", 0);
        in.expectEnd();
        return new EcdheServerKeyExchange(namedGroup, point, scheme, signature);
    }

    /** The ServerECDHParams structure for a share, which the server signs together with both randoms. */
    public static Bytes parameters(int namedGroup, Bytes point) {
        return new WireWriter(4 + point.length())
                .u8(NAMED_CURVE)
                .u16(namedGroup)
                .opaque8(point)
                .toBytes();
    }

    /** The ServerECDHParams structure, which the signature covers together with both randoms. */
    public Bytes parameters() {
        return parameters(namedGroup, point);
    }

    /** The message as it goes out. */
    public ServerKeyExchange toMessage() {
        return new ServerKeyExchange(DigitallySigned.write(new WireWriter().bytes(parameters()), scheme, signature)
                .toBytes());
    }
}
