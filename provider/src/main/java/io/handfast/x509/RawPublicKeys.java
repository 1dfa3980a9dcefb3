package io.handfast.x509;

import io.handfast.crypto.Jca;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Reads keys that come without a certificate, as a SubjectPublicKeyInfo (RFC 7250 §3, RFC 5280 §4.1.2.7). */
public final class RawPublicKeys {
    private RawPublicKeys() {}

    /**
     * Reads a key.
     *
     * @param encoded exactly one SubjectPublicKeyInfo in DER
     * @throws CertificateParsingException if it is none
     * @throws InvalidKeyException if it is a key of a kind that signs nothing in TLS
     */
    public static PublicKey parse(Jca jca, byte[] encoded) throws CertificateParsingException, InvalidKeyException {
        String algorithm = SubjectKey.algorithm(structure(encoded));
        try {
            return jca.keyFactory(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused("the raw public key is no sound " + algorithm + " key", e);
        }
    }

    private static SubjectPublicKeyInfo structure(byte[] encoded) throws CertificateParsingException {
        try {
            // Nothing at all reads as null.
            return Objects.requireNonNull(SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(encoded)));
        } catch (IOException | RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw refused("the raw public key does not parse", e);
        }
    }

    private static CertificateParsingException refused(String message, Exception cause) {
        CertificateParsingException exception = new CertificateParsingException(message);
        exception.initCause(cause);
        return exception;
    }
}
