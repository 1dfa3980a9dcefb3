package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NistCurveTest {
    @ParameterizedTest
    @EnumSource
    void constantsAreThoseOfTheJdk(NistCurve curve) throws GeneralSecurityException {
        ECPublicKey key = key(curve);
        ECParameterSpec expected = key.getParams();
        assertEquals(
                expected.getCurve().getField(), curve.parameters().getCurve().getField());
        assertEquals(expected.getCurve().getA(), curve.parameters().getCurve().getA());
        assertEquals(expected.getCurve().getB(), curve.parameters().getCurve().getB());
        assertEquals(expected.getGenerator(), curve.parameters().getGenerator());
        assertEquals(expected.getOrder(), curve.parameters().getOrder());
        assertEquals(Optional.of(curve), NistCurve.of(key));
    }

    @ParameterizedTest
    @EnumSource
    void holdsOnlyItsOwnKeys(NistCurve curve) throws GeneralSecurityException {
        for (NistCurve other : NistCurve.values()) {
            assertEquals(curve == other, curve.holds(key(other)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pointsSurviveTheWay(NistCurve curve) throws GeneralSecurityException {
        ECPublicKey key = key(curve);
        byte[] encoded = curve.encode(key.getW());
        assertEquals(1 + 2 * ((curve.bits() + 7) / 8), encoded.length);
        assertEquals(key.getW(), curve.decode(encoded));
    }

    @ParameterizedTest
    @EnumSource
    void bundledArithmeticMultipliesTheGenerator(NistCurve curve) {
        BundledCurve bundled = BundledCurve.of(curve);
        byte[] generator = curve.encode(curve.parameters().getGenerator());
        assertArrayEquals(generator, bundled.publicPoint(BigInteger.ONE));
        // The order less one gives the mirrored point: same x, other y.
        byte[] mirrored = bundled.publicPoint(curve.parameters().getOrder().subtract(BigInteger.ONE));
        int half = 1 + curve.coordinateLength();
        assertArrayEquals(Arrays.copyOf(generator, half), Arrays.copyOf(mirrored, half));
        assertFalse(Arrays.equals(generator, mirrored));
    }

    @ParameterizedTest
    @EnumSource
    void randomScalarsStayInRange(NistCurve curve) {
        BigInteger order = curve.parameters().getOrder();
        // First a draw of all ones, which is not below the order, then a good one.
        byte[] given = new byte[2 * curve.coordinateLength()];
        Arrays.fill(given, 0, curve.coordinateLength(), (byte) 0xff);
        given[given.length - 1] = 7;
        BigInteger scalar = BundledCurve.of(curve).randomScalar(TestJca.fixed(given));
        assertTrue(scalar.signum() > 0 && scalar.compareTo(order) < 0);
        assertEquals(BigInteger.valueOf(7), scalar);
    }

    private static ECPublicKey key(NistCurve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = Jca.of(Jca.Source.PLATFORM).keyPairGenerator("EC");
        generator.initialize(new ECGenParameterSpec(curve.jcaName()));
        return (ECPublicKey) generator.generateKeyPair().getPublic();
    }
}
