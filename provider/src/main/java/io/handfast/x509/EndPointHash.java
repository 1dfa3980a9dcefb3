package io.handfast.x509;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hash of a server's certificate, to which an authentication can be bound (RFC 5929 §4.1). */
public final class EndPointHash {
    private static final List<HashAlgorithm> STRONG =
            List.of(HashAlgorithm.SHA512, HashAlgorithm.SHA384, HashAlgorithm.SHA256, HashAlgorithm.SHA224);

    private EndPointHash() {}

    /**
     * The certificate under the hash that it was signed with; empty for a signature like Ed25519's that names none, for which
     * the RFC defines nothing.
     *
     * @throws IllegalArgumentException if the certificate has no encoding
     */
    public static Optional<byte[]> of(X509Certificate certificate, Jca jca) {
        return hash(certificate).map(hash -> jca.digest(hash).digest(encoded(certificate)));
    }

    private static Optional<HashAlgorithm> hash(X509Certificate certificate) {
        Set<String> names = SignatureNames.of(certificate);
        // RFC 5929 §4.1: SHA-256 takes the place of the two hashes that are broken
        if (names.contains(HashAlgorithm.MD5.digestName()) || names.contains(HashAlgorithm.SHA1.digestName())) {
            return Optional.of(HashAlgorithm.SHA256);
        }
        return STRONG.stream().filter(hash -> names.contains(hash.digestName())).findFirst();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without encoding", e);
        }
    }
}
