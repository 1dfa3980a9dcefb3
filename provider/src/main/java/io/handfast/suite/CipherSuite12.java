package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        names.add(CipherSuites.jsseName(this));
        names.addAll(bulkCipher.constraintNames());
        names.addAll(hash.constraintNames());
        switch (keyExchange) {
            case ECDHE -> names.addAll(Set.of("ECDHE", "ECDHE_" + authentication.name()));
            case DHE -> names.addAll(Set.of("DH", "DHE", "DiffieHellman", "DHE_" + authentication.name()));
            case RSA -> names.add("RSA");
        }
        return Set.copyOf(names);
    }

    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CipherSuite12 that
                && codePoint == that.codePoint
                && ianaName.equals(that.ianaName)
                && keyExchange.equals(that.keyExchange)
                && authentication.equals(that.authentication)
                && bulkCipher.equals(that.bulkCipher)
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
