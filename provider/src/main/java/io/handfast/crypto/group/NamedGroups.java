package io.handfast.crypto.group;

import io.handfast.crypto.NistCurve;
import io.handfast.crypto.Primitive;
import java.util.List;
import java.util.Optional;

/** The registry of named groups, in order of preference (RFC 8446 §4.2.7, RFC 10024 §3). */
public final class NamedGroups {
    private static final NamedGroup X25519 = new XdhGroup(0x001D, "x25519", XdhGroup.Function.X25519);
    private static final NamedGroup SECP256R1 = new EcGroup(0x0017, NistCurve.SECP256R1, Primitive.ECDH_SECP256R1);
    private static final NamedGroup SECP384R1 = new EcGroup(0x0018, NistCurve.SECP384R1, Primitive.ECDH_SECP384R1);

    private static final List<NamedGroup> ALL = List.of(
            // RFC 10024 §4: the first of these puts ML-KEM first, the others the curve.
            new HybridGroup(0x11EC, "X25519MLKEM768", X25519, 32, MlKem.ML_KEM_768, true),
            new HybridGroup(0x11EB, "SecP256r1MLKEM768", SECP256R1, 65, MlKem.ML_KEM_768, false),
            new HybridGroup(0x11ED, "SecP384r1MLKEM1024", SECP384R1, 97, MlKem.ML_KEM_1024, false),
            X25519,
            SECP256R1,
            SECP384R1,
            new EcGroup(0x0019, NistCurve.SECP521R1, Primitive.ECDH_SECP521R1),
            new XdhGroup(0x001E, "x448", XdhGroup.Function.X448),
            new FfdheGroup(0x0100, "ffdhe2048", FfdhePrimes.FFDHE2048, 256),
            new FfdheGroup(0x0101, "ffdhe3072", FfdhePrimes.FFDHE3072, 320),
            new FfdheGroup(0x0102, "ffdhe4096", FfdhePrimes.FFDHE4096, 384));

    private NamedGroups() {}

    /** All groups, most preferred first. */
    public static List<NamedGroup> all() {
        return ALL;
    }

    public static Optional<NamedGroup> byCodePoint(int codePoint) {
        return ALL.stream().filter(group -> group.codePoint() == codePoint).findFirst();
    }

    /** Looks a group up by its registry name, in any case. */
    public static Optional<NamedGroup> byName(String name) {
        for (NamedGroup each : ALL) {
            if (each.ianaName().equalsIgnoreCase(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
