package io.handfast.session;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What names a chain of ours in a ticket: the digest of its leaf (RFC 5077 §4).
 *
 * <p>A server shows the same chain again and again, so the last one's name is kept. Thread-safe.
 */
final class Fingerprints {
    private volatile @Nullable Named last;

    private record Named(X509Certificate leaf, Bytes fingerprint) {}

    /**
     * The name of a chain; empty for none.
     *
     * @throws IllegalArgumentException if the leaf cannot be encoded
     */
    Bytes of(Jca jca, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return Bytes.empty();
        }
        X509Certificate leaf = chain.get(0);
        Named named = last;
        if (named == null || !named.leaf.equals(leaf)) {
            named = new Named(
                    leaf, Bytes.owning(jca.digest(HashAlgorithm.SHA256).digest(encoded(leaf))));
            last = named;
        }
        return named.fingerprint;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the session cannot be encoded", e);
        }
    }
}
