package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.util.HashSet;
import java.util.Set;

/** A TLS 1.2 cipher suite (RFC 5246 Appendix C, RFC 5288, RFC 5289, RFC 7905). */
public record CipherSuite12(
        int codePoint,
        String ianaName,
        KeyExchange keyExchange,
        Authentication authentication,
        AeadAlgorithm aead,
        HashAlgorithm hash)
        implements CipherSuite {
    /**
     * Bytes of the nonce that come from the key block: the 4-byte salt of GCM, whose other 8 bytes travel in the record
     * (RFC 5288 §3), or the whole nonce of ChaCha20-Poly1305 (RFC 7905 §2).
     */
    public int fixedIvLength() {
        return switch (aead) {
            case AES_128_GCM, AES_256_GCM -> 4;
            case CHACHA20_POLY1305 -> 12;
        };
    }

    /** Whether recorded traffic stays secret when the server's key leaks later. */
    public boolean forwardSecret() {
        return keyExchange != KeyExchange.RSA;
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(Set.of(ianaName, authentication.name()));
        names.addAll(aead.constraintNames());
        names.addAll(hash.constraintNames());
        switch (keyExchange) {
            case ECDHE -> names.addAll(Set.of("ECDHE", "ECDHE_" + authentication.name()));
            case DHE -> names.addAll(Set.of("DH", "DiffieHellman", "DHE_" + authentication.name()));
            case RSA -> names.add("RSA");
        }
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
