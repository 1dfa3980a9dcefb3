package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.HashSet;
import java.util.Set;

/** A cipher suite of TLS 1.2, and perhaps of the versions before (RFC 5246 Appendix C, RFC 5288, RFC 5289, RFC 6655, RFC 7905). */
public record CipherSuite12(
        int codePoint,
        String ianaName,
        KeyExchange keyExchange,
        Authentication authentication,
        BulkCipher bulkCipher,
        HashAlgorithm hash)
        implements CipherSuite {
    /** Whether recorded traffic stays secret when the server's key leaks later. */
    public boolean forwardSecret() {
        return keyExchange != KeyExchange.RSA;
    }

    /** Whether TLS 1.1 and 1.0 know it too (RFC 5246 Appendix C, RFC 8422 §6). */
    public boolean usableBefore12() {
        return bulkCipher.usableBefore12();
    }

    @Override
    public boolean usableIn(ProtocolVersion version) {
        return switch (version) {
            case TLS10, TLS11 -> usableBefore12();
            case TLS12 -> true;
            case TLS13 -> false;
        };
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(Set.of(ianaName, authentication.name()));
        names.addAll(bulkCipher.constraintNames());
        names.addAll(hash.constraintNames());
        switch (keyExchange) {
            case ECDHE -> names.addAll(Set.of("ECDHE", "ECDHE_" + authentication.name()));
            case DHE -> names.addAll(Set.of("DH", "DHE", "DiffieHellman", "DHE_" + authentication.name()));
            case RSA -> names.add("RSA");
        }
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
