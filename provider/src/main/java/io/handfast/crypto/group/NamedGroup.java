package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import java.security.AlgorithmParameters;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/**
 * A named group: one way to agree on a secret by exchanging two shares (RFC 8446 §4.2.7).
 *
 * <p>The side that speaks first generates and later agrees; the side that answers encapsulates. Diffie-Hellman does both
 * with the same arithmetic, a KEM does not, and callers need not know which it is.
 */
public interface NamedGroup {
    /** What the group is built on. */
    enum Kind {
        /** A short Weierstrass curve (RFC 8422 §5.1.1). */
        ELLIPTIC_CURVE,
        /** X25519 or X448 (RFC 7748). */
        MONTGOMERY_CURVE,
        /** Integers modulo a safe prime (RFC 7919). */
        FINITE_FIELD,
        /** A curve and ML-KEM, so that the secret withstands quantum computers too (RFC 10024). */
        HYBRID
    }

    /** Code point in the TLS Supported Groups registry. */
    int codePoint();

    /** Name in that registry, such as {@code secp256r1}. */
    String ianaName();

    Kind kind();

    /** Whether a quantum computer cannot find the secret, as far as anybody knows. */
    default boolean postQuantum() {
        return kind() == Kind.HYBRID;
    }

    /** Length in bits of the field; what key size limits speak of. */
    int bits();

    /** Whether ECDHE in TLS 1.2 and below can use it; otherwise only TLS 1.3 can (or DHE, for a finite field). */
    boolean usableIn12();

    /** Whether the running JDK and the bundled primitives can do it. */
    boolean supported(Jca jca);

    /** A fresh key pair of the side that speaks first: the client in TLS 1.3, the server in TLS 1.2. */
    EphemeralKey generate(Jca jca, SecureRandom random);

    /**
     * The answer to a share: our own share and the common secret.
     *
     * @param keys gives our own key, where the group has one
     * @throws InvalidKeyShareException when the peer's share is not a valid element of the group
     */
    default Encapsulated encapsulate(EphemeralKeys keys, byte[] peerShare) throws InvalidKeyShareException {
        EphemeralKey own = keys.next(this);
        try {
            return new Encapsulated(own.share(), own.agree(peerShare));
        } finally {
            own.destroy();
        }
    }

    /** The names under which algorithm constraints may mention this group. */
    Set<String> constraintNames();

    /** The group as JCA parameters, for constraints on key sizes; empty when no provider knows it. */
    Optional<AlgorithmParameters> constraintParameters(Jca jca);
}
