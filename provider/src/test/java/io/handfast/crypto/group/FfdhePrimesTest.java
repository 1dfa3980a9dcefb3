package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The primes follow from Euler's number as RFC 7919 Appendix A says. */
class FfdhePrimesTest {
    static List<Arguments> primes() {
        return List.of(
                Arguments.of(FfdhePrimes.FFDHE2048, 2048, 560316L),
                Arguments.of(FfdhePrimes.FFDHE3072, 3072, 2625351L),
                Arguments.of(FfdhePrimes.FFDHE4096, 4096, 5736041L));
    }

    @ParameterizedTest
    @MethodSource("primes")
    void areDerivedFromE(BigInteger prime, int bits, long offset) {
        BigInteger scaledE = e().multiply(new BigDecimal(BigInteger.TWO.pow(bits - 130)))
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
        BigInteger expected = BigInteger.TWO
                .pow(bits)
                .subtract(BigInteger.TWO.pow(bits - 64))
                .add(scaledE.add(BigInteger.valueOf(offset)).shiftLeft(64))
                .subtract(BigInteger.ONE);
        assertEquals(expected, prime);
    }

    private static BigDecimal e() {
        MathContext precision = new MathContext(1300);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; n < 600; n++) {
            term = term.divide(BigDecimal.valueOf(n), precision);
            sum = sum.add(term);
        }
        return sum;
    }
}
