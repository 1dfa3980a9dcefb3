package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * Proof that a side has the private key of its certificate (RFC 8446 §4.4.3, RFC 5246 §7.4.8).
 *
 * @param scheme the code point of the signature's scheme; {@link DigitallySigned#NO_SCHEME} before TLS 1.2
 * @param signature 0 to 65535 bytes
 */
public record CertificateVerify(int scheme, Bytes signature) implements HandshakeMessage {
    static CertificateVerify decode(WireReader in, Dialect dialect) {
        int scheme = DigitallySigned.readScheme(in, dialect);
        return new CertificateVerify(scheme, in.shared16("signature", 0));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    @Override
    public int likelyLength() {
        return 4 + signature.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        DigitallySigned.write(out, scheme, signature);
    }
}
