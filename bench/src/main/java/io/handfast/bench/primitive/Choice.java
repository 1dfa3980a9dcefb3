package io.handfast.bench.primitive;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which source an operation is taken from, in words. */
public final class Choice {
    private static final Map<String, Primitive> GROUPS = Map.of(
            "x25519", Primitive.X25519,
            "x448", Primitive.X448,
            "secp256r1", Primitive.ECDH_SECP256R1,
            "secp384r1", Primitive.ECDH_SECP384R1,
            "secp521r1", Primitive.ECDH_SECP521R1);

    private static final Map<String, List<Primitive>> HYBRIDS = Map.of(
            "X25519MLKEM768", List.of(Primitive.X25519, Primitive.ML_KEM_768),
            "SecP256r1MLKEM768", List.of(Primitive.ECDH_SECP256R1, Primitive.ML_KEM_768),
            "SecP384r1MLKEM1024", List.of(Primitive.ECDH_SECP384R1, Primitive.ML_KEM_1024));

    private static final Map<String, Primitive> SIGNATURES = Map.of(
            "ecdsa_secp256r1_sha256 sign", Primitive.ECDSA_SIGN_SECP256R1,
            "ecdsa_secp256r1_sha256 verify", Primitive.ECDSA_VERIFY_SECP256R1,
            "ecdsa_secp384r1_sha384 sign", Primitive.ECDSA_SIGN_SECP384R1,
            "ecdsa_secp384r1_sha384 verify", Primitive.ECDSA_VERIFY_SECP384R1,
            "ecdsa_secp521r1_sha512 sign", Primitive.ECDSA_SIGN_SECP521R1,
            "ecdsa_secp521r1_sha512 verify", Primitive.ECDSA_VERIFY_SECP521R1,
            "ed25519 sign", Primitive.ED25519_SIGN,
            "ed25519 verify", Primitive.ED25519_VERIFY,
            "ed448 sign", Primitive.ED448_SIGN,
            "ed448 verify", Primitive.ED448_VERIFY);

    private Choice() {}

    /** The primitives among which there is a choice to make; none where all comes from the JCA. */
    public static List<Primitive> primitives(String operation) {
        String first = operation.split(" ", 2)[0];
        List<Primitive> primitives = new ArrayList<>(HYBRIDS.getOrDefault(first, List.of()));
        Primitive group = GROUPS.get(first);
        Primitive signature = SIGNATURES.get(operation);
        if (group != null) {
            primitives.add(group);
        } else if (signature != null) {
            primitives.add(signature);
        }
        return primitives;
    }

    /** "JCA", "bundled", or both with the parts they do. */
    public static String of(String operation, Jca jca) {
        List<Primitive> primitives = primitives(operation);
        boolean bundled = primitives.stream().anyMatch(jca::bundled);
        boolean platform = primitives.stream().anyMatch(primitive -> !jca.bundled(primitive));
        if (!bundled || !platform) {
            return bundled ? "bundled" : "JCA";
        }
        List<String> parts = new ArrayList<>();
        for (Primitive primitive : primitives) {
            parts.add(primitive + (jca.bundled(primitive) ? " bundled" : " JCA"));
        }
        return String.join(", ", parts);
    }
}
