package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups by their numbers: agreement, the form of the secret, and numbers that make no group. */
class FiniteFieldGroupTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger P = FfdhePrimes.FFDHE2048;

    @Test
    void namedGroupsKeepTheirNumbers() {
        for (String name : List.of("ffdhe2048", "ffdhe3072", "ffdhe4096")) {
            NamedGroup named = NamedGroups.byName(name).orElseThrow();
            FiniteFieldGroup group = FiniteFieldGroup.of(named);
            assertEquals(named.bits(), group.bits());
            assertEquals(named.bits() / 8, group.prime().length);
            assertArrayEquals(new byte[] {2}, group.generator());
            assertTrue(group.isSameAs(named));
            assertFalse(group.isSameAs(NamedGroups.byName("x25519").orElseThrow()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> FiniteFieldGroup.of(NamedGroups.byName("secp256r1").orElseThrow()));
    }

    @Test
    void bothSidesAgree() throws Exception {
        FiniteFieldGroup server =
                FiniteFieldGroup.of(NamedGroups.byName("ffdhe2048").orElseThrow());
        EphemeralKey key = server.generate(JCA, RANDOM);
        FiniteFieldGroup client = FiniteFieldGroup.of(server.prime(), server.generator());
        Encapsulated answer = client.encapsulate(JCA, RANDOM, key.share());
        assertTrue(answer.secret().sameAs(key.agree(answer.share())));
    }

    /** Also lengths that the JDK's own Diffie-Hellman refuses. The prime is the next one after a power of two. */
    @ParameterizedTest
    @CsvSource({
        "2048, 1919",
        "2049, 981",
        "2050, 227",
        "2055, 3133",
        "2056, 165",
        "2111, 45",
        "2112, 1223",
        "3001, 3993",
        "4095, 489",
        "8191, 4137",
        "8192, 1911"
    })
    void everyLengthWillDo(int bits, int after) throws Exception {
        BigInteger modulus = BigInteger.TWO.pow(bits - 1).add(BigInteger.valueOf(after));
        FiniteFieldGroup group = FiniteFieldGroup.of(modulus.toByteArray(), new byte[] {2});
        assertEquals(bits, group.bits());
        EphemeralKey key = group.generate(JCA, RANDOM);
        Encapsulated answer = group.encapsulate(JCA, RANDOM, key.share());
        assertTrue(answer.secret().sameAs(key.agree(answer.share())));
        EphemeralKey other = group.generate(JCA, RANDOM);
        for (BigInteger bad : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                modulus.subtract(BigInteger.ONE),
                modulus,
                modulus.add(BigInteger.TWO))) {
            assertThrows(InvalidKeyShareException.class, () -> group.encapsulate(JCA, RANDOM, bad.toByteArray()));
        }
        assertThrows(InvalidKeyShareException.class, () -> other.agree(new byte[] {1}));
    }

    /** Whoever wants the platform for everything gets the platform's limits, by name. */
    @Test
    void thePlatformAloneRefusesAnOddLength() throws Exception {
        FiniteFieldGroup group = FiniteFieldGroup.of(
                BigInteger.TWO.pow(2048).add(BigInteger.valueOf(981)).toByteArray(), new byte[] {2});
        InvalidKeyShareException refused = assertThrows(
                InvalidKeyShareException.class,
                () -> group.encapsulate(Jca.of(Jca.Source.PLATFORM), RANDOM, new byte[] {3}));
        assertTrue(refused.toString().contains("2049 bits"), refused::toString);
    }

    /** A small prime makes leading zeros frequent: modulo a 512-bit prime one secret of 256 begins with a zero byte. */
    @Test
    void theSecretLosesItsLeadingZeros() throws Exception {
        BigInteger prime = BigInteger.probablePrime(512, new Random(7));
        FiniteFieldGroup group = FiniteFieldGroup.of(prime.toByteArray(), new byte[] {2});
        boolean shorter = false;
        for (int i = 0; i < 4000 && !shorter; i++) {
            EphemeralKey key = group.generate(JCA, RANDOM);
            Encapsulated answer = group.encapsulate(JCA, RANDOM, key.share());
            byte[] secret = answer.secret().reveal();
            // RFC 5246 §8.1.2: none begins with a zero, however long it is.
            assertTrue(secret[0] != 0);
            shorter = secret.length < 64;
            assertTrue(answer.secret().sameAs(key.agree(answer.share())));
        }
        assertTrue(shorter);
    }

    static List<Arguments> badGroups() {
        return List.of(
                Arguments.of("zero modulus", BigInteger.ZERO, BigInteger.TWO),
                Arguments.of("even modulus", P.subtract(BigInteger.ONE), BigInteger.TWO),
                Arguments.of("modulus with a factor of three", P.multiply(BigInteger.valueOf(3)), BigInteger.TWO),
                Arguments.of("modulus with a factor of 251", P.multiply(BigInteger.valueOf(251)), BigInteger.TWO),
                Arguments.of("tiny modulus", BigInteger.valueOf(23), BigInteger.TWO),
                Arguments.of("generator 0", P, BigInteger.ZERO),
                Arguments.of("generator 1", P, BigInteger.ONE),
                Arguments.of("generator p - 1", P, P.subtract(BigInteger.ONE)),
                Arguments.of("generator p", P, P),
                Arguments.of("generator p + 2", P, P.add(BigInteger.TWO)));
    }

    @ParameterizedTest
    @MethodSource("badGroups")
    void refusesNumbersThatMakeNoGroup(String what, BigInteger prime, BigInteger generator) {
        assertThrows(
                InvalidKeyShareException.class,
                () -> FiniteFieldGroup.of(prime.toByteArray(), generator.toByteArray()),
                what);
    }

    static List<BigInteger> badShares() {
        return List.of(
                BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), P, P.add(BigInteger.TWO), P.shiftLeft(8));
    }

    @ParameterizedTest
    @MethodSource("badShares")
    void refusesSharesOutsideOfTheGroup(BigInteger share) {
        FiniteFieldGroup group =
                FiniteFieldGroup.of(NamedGroups.byName("ffdhe2048").orElseThrow());
        byte[] bytes = share.toByteArray();
        assertThrows(InvalidKeyShareException.class, () -> group.encapsulate(JCA, RANDOM, bytes));
        assertThrows(
                InvalidKeyShareException.class,
                () -> group.generate(JCA, RANDOM).agree(bytes));
    }
}
