package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.HashSet;
import java.util.Set;

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

    @Override
    public String toString() {
        return ianaName;
    }
}
