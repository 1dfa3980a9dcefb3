package io.handfast.auth;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The proof that a peer's chain, or its raw public key, was accepted by the verifier; made only by {@link PeerChain} (RFC 8446
 * §4.4.2.4, RFC 7250 §6).
 */
public final class ChainVerified {
    private final PeerCredential credential;

    ChainVerified(PeerCredential credential) {
        this.credential = credential;
    }

    /** Leaf first; none beside a raw public key. */
    public List<X509Certificate> chain() {
        return credential.chain();
    }

    /** The key that the peer must prove to hold. */
    public PublicKey publicKey() {
        return credential.publicKey();
    }
}
