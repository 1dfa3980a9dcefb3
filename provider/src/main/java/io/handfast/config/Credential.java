package io.handfast.config;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the chain that vouches for it, leaf first (RFC 8446 §4.4.2).
 *
 * @param privateKey may be opaque: only signing (or RSA decryption) is ever asked of it
 * @param chain leaf first; at least one certificate
 */
public record Credential(PrivateKey privateKey, List<X509Certificate> chain) {
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs at least its own certificate");
        }
    }

    /** The key that peers verify against. */
    public PublicKey publicKey() {
        return chain.get(0).getPublicKey();
    }

    @Override
    public String toString() {
        return "Credential[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
