package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.crypto.NistCurve;
import io.handfast.testing.Spec;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.ECFieldFp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shares that are no elements of the group are refused by every implementation, on either side (RFC 8446 §4.2.8). */
class BadShareTest {
    private static final SecureRandom RANDOM = Jca.of(Source.AUTO).secureRandom();
    private static final BigInteger P25519 = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger P448 =
            BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);

    static List<Arguments> shares() {
        List<Arguments> shares = new ArrayList<>();
        for (NamedGroup group : classical()) {
            byte[] good = group.generate(Jca.of(Source.AUTO), RANDOM).share();
            add(shares, group, "empty", new byte[0]);
            add(shares, group, "one byte", new byte[] {4});
            add(shares, group, "one byte short", Arrays.copyOf(good, good.length - 1));
            add(shares, group, "one byte long", Arrays.copyOf(good, good.length + 1));
            add(shares, group, "all zeros", new byte[good.length]);
            switch (group.kind()) {
                case ELLIPTIC_CURVE -> addPoints(shares, group, good);
                case MONTGOMERY_CURVE -> addSmallOrder(shares, group);
                case FINITE_FIELD -> addIntegers(shares, group, good.length);
                case HYBRID -> throw new AssertionError("not here");
            }
        }
        return shares;
    }

    /** The hybrids, whose two sides send shares of different forms, have a test of their own. */
    private static List<NamedGroup> classical() {
        return NamedGroups.all().stream()
                .filter(group -> group.kind() != NamedGroup.Kind.HYBRID)
                .toList();
    }

    private static void addPoints(List<Arguments> shares, NamedGroup group, byte[] good) {
        NistCurve curve = Arrays.stream(NistCurve.values())
                .filter(candidate -> candidate.jcaName().equals(group.ianaName()))
                .findFirst()
                .orElseThrow();
        int length = curve.coordinateLength();
        BigInteger x = new BigInteger(1, good, 1, length);
        BigInteger y = new BigInteger(1, good, 1 + length, length);
        BigInteger prime = ((ECFieldFp) curve.parameters().getCurve().getField()).getP();
        byte[] compressed = Arrays.copyOf(good, 1 + length);
        compressed[0] = (byte) (y.testBit(0) ? 3 : 2);
        add(shares, group, "compressed", compressed);
        byte[] hybrid = good.clone();
        hybrid[0] = (byte) (y.testBit(0) ? 7 : 6);
        add(shares, group, "hybrid form", hybrid);
        byte[] unmarked = good.clone();
        unmarked[0] = 0;
        add(shares, group, "form 0", unmarked);
        add(shares, group, "infinity", new byte[] {0});
        byte[] origin = new byte[good.length];
        origin[0] = 4;
        add(shares, group, "the origin", origin);
        byte[] offCurve = good.clone();
        offCurve[offCurve.length - 1] ^= 1;
        add(shares, group, "off the curve", offCurve);
        byte[] swapped = good.clone();
        System.arraycopy(good, 1, swapped, 1 + length, length);
        System.arraycopy(good, 1 + length, swapped, 1, length);
        add(shares, group, "coordinates swapped", swapped);
        add(shares, group, "x not below the prime", point(prime, y, length));
        add(shares, group, "y not below the prime", point(x, prime, length));
        if (8 * length > prime.bitLength()) {
            // Only here is there room for the same point written with a larger number.
            add(shares, group, "x plus the prime", point(x.add(prime), y, length));
            add(shares, group, "y plus the prime", point(x, y.add(prime), length));
        }
    }

    /** The coordinates that are zero, one and minus one, also unreduced, and for X25519 the points of order eight. */
    private static void addSmallOrder(List<Arguments> shares, NamedGroup group) {
        boolean is25519 = group.ianaName().equals("x25519");
        BigInteger prime = is25519 ? P25519 : P448;
        int length = is25519 ? 32 : 56;
        add(shares, group, "u = 1", littleEndian(BigInteger.ONE, length));
        add(shares, group, "u = p - 1", littleEndian(prime.subtract(BigInteger.ONE), length));
        add(shares, group, "u = p", littleEndian(prime, length));
        add(shares, group, "u = p + 1", littleEndian(prime.add(BigInteger.ONE), length));
        if (is25519) {
            HexFormat hex = HexFormat.of();
            add(
                    shares,
                    group,
                    "order 8, one",
                    hex.parseHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));
            add(
                    shares,
                    group,
                    "order 8, the other",
                    hex.parseHex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"));
        }
    }

    private static void addIntegers(List<Arguments> shares, NamedGroup group, int length) {
        BigInteger prime = switch (group.ianaName()) {
            case "ffdhe2048" -> FfdhePrimes.FFDHE2048;
            case "ffdhe3072" -> FfdhePrimes.FFDHE3072;
            default -> FfdhePrimes.FFDHE4096;
        };
        byte[] allOnes = new byte[length];
        Arrays.fill(allOnes, (byte) 0xff);
        add(shares, group, "y = 1", bigEndian(BigInteger.ONE, length));
        add(shares, group, "y = p - 1", bigEndian(prime.subtract(BigInteger.ONE), length));
        add(shares, group, "y = p", bigEndian(prime, length));
        add(shares, group, "y = p + 1", bigEndian(prime.add(BigInteger.ONE), length));
        add(shares, group, "all ones", allOnes);
    }

    private static void add(List<Arguments> shares, NamedGroup group, String what, byte[] share) {
        for (Source source : List.of(Source.PLATFORM, Source.BUNDLED)) {
            shares.add(Arguments.of(group, what, source, share));
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("shares")
    @Spec({"RFC8446-4.2.8.1-1", "RFC8446-4.2.8.2-1", "RFC8446-7.4.2-3"})
    void isRefused(NamedGroup group, String what, Source source, byte[] share) {
        Jca jca = Jca.of(source);
        EphemeralKey key = group.generate(jca, RANDOM);
        InvalidKeyShareException first = assertThrows(InvalidKeyShareException.class, () -> key.agree(share));
        InvalidKeyShareException second = assertThrows(
                InvalidKeyShareException.class, () -> group.encapsulate(new EphemeralKeys(jca, RANDOM), share));
        assertEquals(first.getMessage(), second.getMessage());
        if (group.kind() == NamedGroup.Kind.FINITE_FIELD) {
            // Found by us, not left to a provider that may be less strict.
            assertNull(first.getCause());
        }
    }

    private static byte[] point(BigInteger x, BigInteger y, int length) {
        byte[] out = new byte[1 + 2 * length];
        out[0] = 4;
        System.arraycopy(bigEndian(x, length), 0, out, 1, length);
        System.arraycopy(bigEndian(y, length), 0, out, 1 + length, length);
        return out;
    }

    private static byte[] bigEndian(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[length];
        int skip = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, skip, out, length - (bytes.length - skip), bytes.length - skip);
        return out;
    }

    private static byte[] littleEndian(BigInteger value, int length) {
        byte[] bytes = bigEndian(value, length);
        for (int i = 0; i < length / 2; i++) {
            byte kept = bytes[i];
            bytes[i] = bytes[length - 1 - i];
            bytes[length - 1 - i] = kept;
        }
        return bytes;
    }
}
