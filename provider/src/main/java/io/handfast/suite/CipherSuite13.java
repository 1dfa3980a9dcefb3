package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A TLS 1.3 cipher suite: an AEAD and a hash, nothing else (RFC 8446 Appendix B.4). */
public record CipherSuite13(int codePoint, String ianaName, AeadAlgorithm aead, HashAlgorithm hash)
        implements CipherSuite {
    @Override
    public boolean usableIn(ProtocolVersion version) {
        return version.is13();
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(Set.of(ianaName));
        names.addAll(aead.constraintNames());
        names.addAll(hash.constraintNames());
        return Set.copyOf(names);
    }

    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CipherSuite13 that
                && codePoint == that.codePoint
                && ianaName.equals(that.ianaName)
                && aead.equals(that.aead)
                && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return codePoint;
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
