package io.handfast.x509;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one certificate says that decides how it may be used (RFC 5280 §4.1, §4.2.1).
 *
 * @param keyType {@code RSA}, {@code RSASSA-PSS}, {@code EC} or {@code EdDSA}; the algorithm's identifier for all others
 * @param curve the curve of an EC or EdDSA key, such as {@code secp256r1} or {@code Ed25519}
 * @param keySize the key's size in bits as algorithm rules count it
 * @param keyUsage the named bits that are set; empty when the extension is missing, which allows every use
 * @param purposes the object identifiers of the extended key usage; empty when the extension is missing
 * @param signatureNames the names under which rules may mention the algorithm that signed the certificate
 * @param selfIssued whether subject and issuer are the same name
 */
public record CertificateFacts(
        String keyType,
        Optional<String> curve,
        OptionalInt keySize,
        Optional<Set<KeyUsage>> keyUsage,
        Optional<List<String>> purposes,
        Set<String> signatureNames,
        boolean selfIssued) {
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    /** The purpose of a TLS server. */
    public static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";

    /** The purpose of a TLS client. */
    public static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

    /** Reads a certificate of any provider. */
    public static CertificateFacts of(X509Certificate certificate) throws CertificateException {
        SubjectKey key = SubjectKey.of(certificate);
        return new CertificateFacts(
                key.type(),
                key.curve(),
                key.size(),
                KeyUsage.of(certificate),
                purposesOf(certificate),
                SignatureNames.of(certificate),
                certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
    }

    private static Optional<List<String>> purposesOf(X509Certificate certificate) throws CertificateParsingException {
        List<String> purposes = certificate.getExtendedKeyUsage();
        return purposes == null ? Optional.empty() : Optional.of(List.copyOf(purposes));
    }

    /** Whether the key may be used for a purpose: the list is missing, names it, or names any. */
    public boolean allowsPurpose(String purpose) {
        return purposes.isEmpty()
                || purposes.get().contains(purpose)
                || purposes.get().contains(ANY_PURPOSE);
    }

    /** Whether the key may be used so: the extension is missing or has the bit. */
    public boolean allows(KeyUsage usage) {
        return keyUsage.isEmpty() || keyUsage.get().contains(usage);
    }

    /** The names under which algorithm rules may mention the key. */
    public Set<String> keyNames() {
        Set<String> base = keyType.equals("RSASSA-PSS") ? Set.of("RSASSA-PSS", "RSA") : Set.of(keyType);
        if (curve.isEmpty()) {
            return base;
        }
        return Set.of(keyType, curve.get());
    }
}
