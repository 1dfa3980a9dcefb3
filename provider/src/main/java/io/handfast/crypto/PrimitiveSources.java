package io.handfast.crypto;

/** The table of who does a primitive better on which JDK, measured. */
final class PrimitiveSources {
    private PrimitiveSources() {}

    /** Whether Bouncy Castle's lightweight API is the better choice on the running JDK, being both sound and faster. */
    static boolean bundledIsBetter(Primitive primitive) {
        return switch (primitive) {
            case X25519 -> true;
            case X448,
                    ECDH_SECP256R1,
                    ECDH_SECP384R1,
                    ECDH_SECP521R1,
                    ECDSA_SIGN_SECP256R1,
                    ECDSA_SIGN_SECP384R1,
                    ECDSA_SIGN_SECP521R1,
                    ECDSA_VERIFY_SECP256R1,
                    ECDSA_VERIFY_SECP384R1,
                    ECDSA_VERIFY_SECP521R1,
                    ED25519_VERIFY,
                    ED448_VERIFY -> false;
        };
    }
}
