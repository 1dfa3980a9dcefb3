package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our chains by the SHA-256 digest of their leaves, which is how a ticket names the one that was shown (RFC 5077 §4).
 *
 * <p>Worked out when somebody asks for the first time: only servers that take tickets of others do. Thread-safe.
 */
final class ChainsByDigest {
    private final Collection<StoredKey> keys;
    private volatile @Nullable Map<Bytes, List<X509Certificate>> chains;

    ChainsByDigest(Collection<StoredKey> keys) {
        this.keys = keys;
    }

    /** The chain, leaf first; empty if there is none with such a leaf. */
    List<X509Certificate> find(Bytes digest) {
        Map<Bytes, List<X509Certificate>> known = chains;
        if (known == null) {
            known = all();
            chains = known;
        }
        return known.getOrDefault(digest, List.of());
    }

    private Map<Bytes, List<X509Certificate>> all() {
        MessageDigest digest = Jca.of(SystemProperties.primitives()).digest(HashAlgorithm.SHA256);
        Map<Bytes, List<X509Certificate>> all = new HashMap<>();
        for (StoredKey each : keys) {
            try {
                all.put(Bytes.owning(digest.digest(each.certificate().getEncoded())), each.chain());
            } catch (CertificateEncodingException e) {
                // Nobody was shown what cannot be encoded.
            }
        }
        return Map.copyOf(all);
    }
}
