package io.handfast.config;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and what we show for it: a chain that vouches for it, or the public key alone (RFC 8446 §4.4.2, RFC 7250).
 *
 * @param privateKey may be opaque: only signing (or RSA decryption) is ever asked of it
 * @param publicKey what peers verify against
 * @param chain leaf first; none for a raw public key
 */
public record Credential(PrivateKey privateKey, PublicKey publicKey, List<X509Certificate> chain) {
    public Credential {
        chain = List.copyOf(chain);
    }

    /** A key with its chain, of at least one certificate. */
    public Credential(PrivateKey privateKey, List<X509Certificate> chain) {
        this(privateKey, leaf(chain).getPublicKey(), chain);
    }

    /** A key that nobody vouches for. */
    public static Credential raw(PrivateKey privateKey, PublicKey publicKey) {
        return new Credential(privateKey, publicKey, List.of());
    }

    private static X509Certificate leaf(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs at least its own certificate");
        }
        return chain.get(0);
    }

    @Override
    public String toString() {
        return chain.isEmpty()
                ? "Credential[raw " + publicKey.getAlgorithm() + " key]"
                : "Credential[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
