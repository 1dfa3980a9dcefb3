package io.handfast.auth;

import io.handfast.crypto.signature.SignatureScheme;
import java.security.PublicKey;

/**
 * The proof that the peer signed this very handshake with a key; made only by {@link HandshakeSignatures}
 * (RFC 8446 §4.4.3).
 */
public final class PossessionProven {
    private final PublicKey publicKey;
    private final SignatureScheme scheme;

    PossessionProven(PublicKey publicKey, SignatureScheme scheme) {
        this.publicKey = publicKey;
        this.scheme = scheme;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** The scheme that the peer signed with. */
    public SignatureScheme scheme() {
        return scheme;
    }
}
