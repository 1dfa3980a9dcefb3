package io.handfast.x509;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The kind of key in a certificate, read from its algorithm identifier (RFC 5280 §4.1.2.7, RFC 4055 §1.2, RFC 5480, RFC 8410).
 *
 * <p>The identifier and not the Java key decides, because providers disagree about the name of the same key.
 */
record SubjectKey(String type, Optional<String> curve, OptionalInt size) {
    private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
    private static final String ED25519 = "1.3.101.112";
    private static final String ED448 = "1.3.101.113";
    private static final String DSA = "1.2.840.10040.4.1";

    static SubjectKey of(X509Certificate certificate) throws CertificateParsingException {
        PublicKey key = certificate.getPublicKey();
        AlgorithmIdentifier algorithm = algorithmOf(key);
        String identifier = algorithm.getAlgorithm().getId();
        return switch (identifier) {
            case RSA_ENCRYPTION -> new SubjectKey("RSA", Optional.empty(), sizeOf(key));
            case RSASSA_PSS -> new SubjectKey("RSASSA-PSS", Optional.empty(), sizeOf(key));
            case EC_PUBLIC_KEY -> new SubjectKey("EC", curveOf(algorithm), sizeOf(key));
            case ED25519 -> new SubjectKey("EdDSA", Optional.of("Ed25519"), OptionalInt.empty());
            case ED448 -> new SubjectKey("EdDSA", Optional.of("Ed448"), OptionalInt.empty());
            case DSA -> new SubjectKey("DSA", Optional.empty(), sizeOf(key));
            default -> new SubjectKey(identifier, Optional.empty(), sizeOf(key));
        };
    }

    /**
     * What a factory for such keys is called.
     *
     * @throws InvalidKeyException if the key is of a kind that signs nothing in TLS
     */
    static String algorithm(SubjectPublicKeyInfo key) throws InvalidKeyException {
        String identifier = key.getAlgorithm().getAlgorithm().getId();
        return switch (identifier) {
            case RSA_ENCRYPTION -> "RSA";
            case RSASSA_PSS -> "RSASSA-PSS";
            case EC_PUBLIC_KEY -> "EC";
            case ED25519 -> "Ed25519";
            case ED448 -> "Ed448";
            default -> throw new InvalidKeyException("a key of the kind " + identifier + " signs nothing in TLS");
        };
    }

    private static AlgorithmIdentifier algorithmOf(PublicKey key) throws CertificateParsingException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new CertificateParsingException("the public key of the certificate has no encoding");
        }
        try {
            return SubjectPublicKeyInfo.getInstance(ASN1Sequence.getInstance(encoded))
                    .getAlgorithm();
        } catch (RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            CertificateParsingException exception =
                    new CertificateParsingException("the public key of the certificate does not parse");
            exception.initCause(e);
            throw exception;
        }
    }

    private static Optional<String> curveOf(AlgorithmIdentifier algorithm) {
        if (!(algorithm.getParameters() instanceof ASN1ObjectIdentifier curve)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (curve.getId()) {
                    // The usual ones, without bringing the table of some thirty others to life.
                    case "1.2.840.10045.3.1.7" -> "secp256r1";
                    case "1.3.132.0.34" -> "secp384r1";
                    case "1.3.132.0.35" -> "secp521r1";
                    default -> nameOf(curve);
                });
    }

    private static String nameOf(ASN1ObjectIdentifier curve) {
        String name = SECNamedCurves.getName(curve);
        if (name == null) {
            name = TeleTrusTNamedCurves.getName(curve);
        }
        return name == null ? curve.getId() : name;
    }

    private static OptionalInt sizeOf(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return OptionalInt.of(rsa.getModulus().bitLength());
        }
        if (key instanceof ECKey ec) {
            return OptionalInt.of(ec.getParams().getOrder().bitLength());
        }
        if (key instanceof DSAKey dsa && dsa.getParams() != null) {
            return OptionalInt.of(dsa.getParams().getP().bitLength());
        }
        return OptionalInt.empty();
    }
}
