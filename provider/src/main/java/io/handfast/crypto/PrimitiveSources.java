package io.handfast.crypto;

/**
 * The table of who does a primitive better on the running JDK: the JDK itself or Bouncy Castle's lightweight API.
 *
 * <p>Better means sound first, then faster. Bouncy Castle's curve code keeps secret scalars out of branches and table
 * indices (its signed-window and comb multipliers read whole tables; ECDSA signing inverts and multiplies modulo the
 * order in fixed time), as the JDK's does, so speed decides. Processor time in microseconds, the JDK's first, measured on
 * an AMD EPYC with AVX2 and Bouncy Castle 1.86:
 *
 * <pre>
 *                     JDK 17        JDK 25
 * X25519 generate     189 :   34    191 :   36
 * X25519 agree        165 :   99    193 :  101
 * X448 agree          581 :  472    618 :  398
 * P-256 generate      924 :  110    205 :   90
 * P-256 agree         873 :  225   1130 :  248
 * P-384 agree        2584 :  779   2490 :  824
 * P-521 agree        5702 : 1804   5377 : 1802
 * P-256 sign          684 :  106    252 :  102
 * P-256 verify       1286 :  240    764 :  237
 * P-384 sign         1605 :  295   1413 :  298
 * P-384 verify       2925 :  781   2951 :  784
 * P-521 sign         3477 :  627   3372 :  597
 * P-521 verify       6435 : 1873   6125 : 1802
 * Ed25519 sign        788 :   69    776 :   73
 * Ed25519 verify      815 :   98    803 :  103
 * Ed448 sign         2584 :  316    3022 :  301
 * Ed448 verify       2794 :  424    3064 :  376
 * ML-KEM-768 generate                 35 :   76
 * ML-KEM-768 encapsulate              36 :   74
 * ML-KEM-768 decapsulate              33 :   64
 * </pre>
 *
 * <p>{@code ./handfast bench primitives} prints such a table for the machine at hand.
 *
 * <p>Up to JDK 23 the JDK has no ML-KEM; since then its own is the faster one, and there alone it is. AES-GCM,
 * ChaCha20-Poly1305, HMAC, SHA-2 and RSA are not here: the JDK's intrinsics make it the better choice for all of them, on
 * every JDK.
 */
final class PrimitiveSources {
    /** JEP 496. */
    private static final int FIRST_WITH_ML_KEM = 24;

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
            // Sound before fast: the JCA's takes no content of secret length, and the time shows it.
            case CBC_HMAC -> true;
            // The JDK has no use for such a group.
            case DH_ODD_LENGTH -> true;
            case ML_KEM_768, ML_KEM_1024 -> Runtime.version().feature() < FIRST_WITH_ML_KEM;
        };
    }
}
