package io.handfast.auth;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** The proof that a peer's chain was accepted by the verifier; made only by {@link PeerChain} (RFC 8446 §4.4.2.4). */
public final class ChainVerified {
    private final List<X509Certificate> chain;

    ChainVerified(List<X509Certificate> chain) {
        this.chain = List.copyOf(chain);
    }

    /** Leaf first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key that the peer must prove to hold. */
    public PublicKey publicKey() {
        return chain.get(0).getPublicKey();
    }
}
