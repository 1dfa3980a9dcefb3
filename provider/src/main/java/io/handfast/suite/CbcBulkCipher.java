package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.cbc.CbcAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records protected by a block cipher in CBC mode and an HMAC: GenericBlockCipher (RFC 5246 §6.2.3.2, RFC 7366).
 *
 * @param mac the hash of the HMAC, which need not be the PRF's
 */
public record CbcBulkCipher(CbcAlgorithm algorithm, HashAlgorithm mac) implements BulkCipher {
    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CbcBulkCipher that && algorithm.equals(that.algorithm) && mac.equals(that.mac);
    }

    @Override
    public int hashCode() {
        return Objects.hash(algorithm, mac);
    }

    @Override
    public int macKeyLength() {
        return mac.length();
    }

    @Override
    public int keyLength() {
        return algorithm.keyLength();
    }

    /** TLS 1.0 chains the IV from record to record and needs a first one; since TLS 1.1 each record brings its own. */
    @Override
    public int fixedIvLength(ProtocolVersion version) {
        return version == ProtocolVersion.TLS10 ? algorithm.blockLength() : 0;
    }

    /** RFC 5246 Appendix C, RFC 5289 §3: the suites with SHA-2 are for TLS 1.2 alone. */
    @Override
    public boolean usableBefore12() {
        return mac == HashAlgorithm.SHA1;
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(algorithm.constraintNames());
        names.addAll(mac.constraintNames());
        return Set.copyOf(names);
    }
}
