package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.spec.ECPoint;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Bouncy Castle, whose arithmetic is another one. */
class P256VerificationTest {
    private static final ECNamedCurveParameterSpec CURVE = ECNamedCurveTable.getParameterSpec("secp256r1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final BigInteger N = CURVE.getN();

    private final Random random = new Random(186);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 31, 32, 33, 48, 64})
    void signaturesOfDigestsOfAnyLength(int length) {
        for (int i = 0; i < 12; i++) {
            BigInteger secret = scalar();
            ECPoint key = point(CURVE.getG().multiply(secret));
            byte[] digest = new byte[length];
            random.nextBytes(digest);
            ECDSASigner signer = new ECDSASigner();
            signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
            BigInteger[] pair = signer.generateSignature(digest);
            // Three times: a key that is met again is treated differently.
            for (int again = 0; again < 3; again++) {
                assertTrue(P256Verification.verify(key, digest, pair[0], pair[1]));
                // (r, −s) is the same signature: that is how ECDSA is.
                assertTrue(P256Verification.verify(key, digest, pair[0], N.subtract(pair[1])));
                assertFalse(P256Verification.verify(key, digest, pair[0].xor(BigInteger.TWO), pair[1]));
                assertFalse(P256Verification.verify(key, digest, pair[0], pair[1].xor(BigInteger.TWO)));
                assertFalse(P256Verification.verify(key, digest, pair[1], pair[0]));
            }
            if (length > 0) {
                digest[random.nextInt(Math.min(length, 32))] ^= (byte) (1 << random.nextInt(8));
                assertFalse(P256Verification.verify(key, digest, pair[0], pair[1]));
            }
        }
    }

    @Test
    void saysWhatBouncyCastleSaysOfNumbersAtTheEdge() {
        BigInteger[] numbers = {
            BigInteger.ONE.negate(),
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            N.shiftRight(1),
            N.subtract(BigInteger.ONE),
            N,
            N.add(BigInteger.ONE),
            P256Element.PRIME,
            BigInteger.ONE.shiftLeft(256),
            CURVE.getG().normalize().getAffineXCoord().toBigInteger()
        };
        List<byte[]> digests =
                List.of(new byte[32], bytes(BigInteger.ONE), bytes(N), bytes(N.subtract(BigInteger.ONE)));
        int accepted = 0;
        for (BigInteger secret : List.of(BigInteger.ONE, BigInteger.TWO, N.subtract(BigInteger.ONE))) {
            org.bouncycastle.math.ec.ECPoint key = CURVE.getG().multiply(secret).normalize();
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, new ECPublicKeyParameters(key, DOMAIN));
            for (byte[] digest : digests) {
                for (BigInteger r : numbers) {
                    for (BigInteger s : numbers) {
                        boolean expected = r.signum() > 0 && s.signum() > 0 && verifier.verifySignature(digest, r, s);
                        assertEquals(
                                expected,
                                P256Verification.verify(point(key), digest, r, s),
                                () -> r.toString(16) + ", " + s.toString(16));
                        accepted += expected ? 1 : 0;
                    }
                }
            }
        }
        // With the keys G, 2G and −G and the abscissa of G as r, some of these are signatures.
        assertTrue(accepted > 0);
    }

    /** Keys made so that on the way points are equal or opposite, and so that the abscissa is beyond the order. */
    @Test
    void exceptionsOfTheAddition() {
        BigInteger r = scalar();
        BigInteger s = scalar();
        byte[] digest = bytes(scalar());
        BigInteger u1 = new BigInteger(1, digest).multiply(s.modInverse(N)).mod(N);
        BigInteger u2 = r.multiply(s.modInverse(N)).mod(N);
        // u2·Q = u1·G, so that the sum is a doubling; then u2·Q = −u1·G, so that it is infinity.
        BigInteger secret = u1.multiply(u2.modInverse(N)).mod(N);
        assertEquals(verifyElsewhere(secret, digest, r, s), verify(secret, digest, r, s));
        assertFalse(verify(N.subtract(secret), digest, r, s));
        BigInteger doubled = CURVE.getG()
                .multiply(u1.shiftLeft(1))
                .normalize()
                .getAffineXCoord()
                .toBigInteger();
        // For a signature on that doubling r is its abscissa; digest and key follow.
        BigInteger half = scalar();
        BigInteger abscissa = CURVE.getG()
                .multiply(half.shiftLeft(1))
                .normalize()
                .getAffineXCoord()
                .toBigInteger()
                .mod(N);
        byte[] content = bytes(half.multiply(s).mod(N));
        BigInteger owner = half.multiply(s).multiply(abscissa.modInverse(N)).mod(N);
        assertTrue(verify(owner, content, abscissa, s));
        assertFalse(verify(owner, content, doubled.mod(N), s));
    }

    @Test
    void abscissaBetweenOrderAndPrime() {
        BigInteger x = N;
        org.bouncycastle.math.ec.ECPoint sum = null;
        while (sum == null) {
            x = x.add(BigInteger.ONE);
            try {
                sum = CURVE.getCurve().decodePoint(compressed(x));
            } catch (IllegalArgumentException noPoint) {
                assertTrue(x.compareTo(P256Element.PRIME) < 0);
            }
        }
        BigInteger r = x.subtract(N);
        BigInteger s = scalar();
        byte[] digest = bytes(scalar());
        BigInteger u1 = new BigInteger(1, digest).multiply(s.modInverse(N)).mod(N);
        BigInteger u2 = r.multiply(s.modInverse(N)).mod(N);
        // Q = (R − u1·G) / u2
        ECPoint key = point(sum.subtract(CURVE.getG().multiply(u1)).multiply(u2.modInverse(N)));
        assertTrue(P256Verification.verify(key, digest, r, s));
        assertFalse(P256Verification.verify(key, digest, r.add(BigInteger.ONE), s));
    }

    @Test
    void keysThatAreNoPointsVerifyNothing() {
        ECPoint key = point(CURVE.getG());
        byte[] digest = bytes(BigInteger.ONE);
        BigInteger one = BigInteger.ONE;
        for (ECPoint wrong : List.of(
                ECPoint.POINT_INFINITY,
                new ECPoint(BigInteger.ZERO, BigInteger.ZERO),
                new ECPoint(key.getAffineX(), key.getAffineY().add(one)),
                new ECPoint(key.getAffineX().add(P256Element.PRIME), key.getAffineY()),
                new ECPoint(key.getAffineX(), key.getAffineY().negate()))) {
            for (int again = 0; again < 3; again++) {
                assertFalse(P256Verification.verify(wrong, digest, one, one));
                assertTrue(new P256Keys().of(wrong).isEmpty());
            }
        }
    }

    @Test
    void keptKeysAreBounded() {
        P256Keys keys = new P256Keys();
        for (int i = 1; i <= 2 * P256Keys.KEPT; i++) {
            ECPoint key = point(CURVE.getG().multiply(BigInteger.valueOf(i)));
            assertEquals(1, keys.of(key).orElseThrow().parts());
            assertEquals(Math.min(i, P256Keys.KEPT), keys.size());
        }
        ECPoint first = point(CURVE.getG());
        assertEquals(1, keys.of(first).orElseThrow().parts());
        assertEquals(4, keys.of(first).orElseThrow().parts());
        assertEquals(keys.of(first), keys.of(first));
    }

    private static boolean verify(BigInteger secret, byte[] digest, BigInteger r, BigInteger s) {
        return P256Verification.verify(point(CURVE.getG().multiply(secret)), digest, r, s);
    }

    private static boolean verifyElsewhere(BigInteger secret, byte[] digest, BigInteger r, BigInteger s) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(CURVE.getG().multiply(secret), DOMAIN));
        return verifier.verifySignature(digest, r, s);
    }

    private BigInteger scalar() {
        return new BigInteger(300, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private static ECPoint point(org.bouncycastle.math.ec.ECPoint point) {
        org.bouncycastle.math.ec.ECPoint affine = point.normalize();
        return new ECPoint(
                affine.getAffineXCoord().toBigInteger(),
                affine.getAffineYCoord().toBigInteger());
    }

    private static byte[] compressed(BigInteger x) {
        byte[] encoded = new byte[33];
        encoded[0] = 2;
        System.arraycopy(bytes(x), 0, encoded, 1, 32);
        return encoded;
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] all = number.toByteArray();
        int count = Math.min(32, all.length);
        System.arraycopy(all, all.length - count, bytes, 32 - count, count);
        return bytes;
    }
}
