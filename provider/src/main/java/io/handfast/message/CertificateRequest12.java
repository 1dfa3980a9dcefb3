package io.handfast.message;

import io.handfast.extension.CodePointVector;
import io.handfast.iana.CodePoints;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * The server's wish for the client's certificate, before TLS 1.3 (RFC 5246 §7.4.4, RFC 4346 §7.4.4).
 *
 * @param certificateTypes the kinds of keys it takes, one byte each, at least one
 * @param signatureAlgorithms the code points of the signature schemes it can check, at least one; none before TLS 1.2
 * @param authorities distinguished names in DER; none leaves the choice to the client
 */
public record CertificateRequest12(Bytes certificateTypes, CodePoints signatureAlgorithms, List<Bytes> authorities)
        implements HandshakeMessage {
    /** The certificate type of an RSA key that signs. */
    public static final int RSA_SIGN = 1;
    /** The certificate type of an elliptic-curve key that signs, EdDSA included (RFC 8422 §5.5). */
    public static final int ECDSA_SIGN = 64;

    public CertificateRequest12 {
        authorities = List.copyOf(authorities);
    }

    static CertificateRequest12 decode(WireReader in, Dialect dialect) {
        Bytes certificateTypes = in.opaque8("certificate_types", 1, 255);
        CodePoints signatureAlgorithms = dialect == Dialect.TLS10
                ? CodePoints.none()
                : CodePoints.owning(
                        in.vector16("supported_signature_algorithms", 2).u16s());
        List<Bytes> authorities =
                in.vector16("certificate_authorities", 0).list(list -> list.opaque16("DistinguishedName", 1));
        return new CertificateRequest12(certificateTypes, signatureAlgorithms, authorities);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(certificateTypes);
        if (!signatureAlgorithms.isEmpty()) {
            CodePointVector.write16(out, signatureAlgorithms);
        }
        out.vector16(list -> authorities.forEach(list::opaque16));
    }
}
