package io.handfast.message;

import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * A ServerKeyExchange of the DHE suites of TLS 1.2 (RFC 5246 §7.4.3).
 *
 * @param prime the group's modulus dh_p, big-endian
 * @param generator the group's generator dh_g, big-endian
 * @param share the server's share dh_Ys, big-endian
 * @param scheme the code point of the signature's scheme; {@link DigitallySigned#NO_SCHEME} before TLS 1.2
 * @param signature over both randoms and {@link #parameters}
 */
public record DheServerKeyExchange(Bytes prime, Bytes generator, Bytes share, int scheme, Bytes signature) {
    /** Reads the message as one of a DHE suite. */
    public static DheServerKeyExchange parse(ServerKeyExchange message, Dialect dialect) {
        WireReader in = message.body().reader("ServerKeyExchange");
        Bytes prime = in.opaque16("dh_p", 1);
        Bytes generator = in.opaque16("dh_g", 1);
        Bytes share = in.opaque16("dh_Ys", 1);
        int scheme = DigitallySigned.readScheme(in, dialect);
        Bytes signature = in.opaque16("signature", 0);
        in.expectEnd();
        return new DheServerKeyExchange(prime, generator, share, scheme, signature);
    }

    /** The ServerDHParams structure for a share, which the server signs together with both randoms. */
    public static Bytes parameters(Bytes prime, Bytes generator, Bytes share) {
        return new WireWriter()
                .opaque16(prime)
                .opaque16(generator)
                .opaque16(share)
                .toBytes();
    }

    /** The ServerDHParams structure, which the signature covers together with both randoms. */
    public Bytes parameters() {
        return parameters(prime, generator, share);
    }

    /** The message as it goes out. */
    public ServerKeyExchange toMessage() {
        return new ServerKeyExchange(DigitallySigned.write(new WireWriter().bytes(parameters()), scheme, signature)
                .toBytes());
    }
}
