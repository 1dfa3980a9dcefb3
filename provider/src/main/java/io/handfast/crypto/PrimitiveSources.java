package io.handfast.crypto;

/**
 * The table of who does a primitive better on the running JDK: the JDK itself or Bouncy Castle's lightweight API.
 *
 * <p>Better means sound first, then faster. Bouncy Castle's curve code keeps secret scalars out of branches and table
 * indices (its signed-window and comb multipliers read whole tables; ECDSA signing inverts and multiplies modulo the
 * order in fixed time), as the JDK's does, so speed decides.
 */
final class PrimitiveSources {
    private PrimitiveSources() {}

    /** Whether Bouncy Castle's lightweight API is the better choice. */
    static boolean bundledIsBetter(Primitive primitive) {
        return switch (primitive) {
            case X25519,
                    X448,
                    ECDH_SECP256R1,
                    ECDH_SECP384R1,
                    ECDH_SECP521R1,
                    ECDSA_SIGN_SECP256R1,
                    ECDSA_SIGN_SECP384R1,
                    ECDSA_SIGN_SECP521R1,
                    ECDSA_VERIFY_SECP256R1,
                    ECDSA_VERIFY_SECP384R1,
                    ECDSA_VERIFY_SECP521R1,
                    ED25519_SIGN,
                    ED25519_VERIFY,
                    ED448_SIGN,
                    ED448_VERIFY -> true;
        };
    }
}
