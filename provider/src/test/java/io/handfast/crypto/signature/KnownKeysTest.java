package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.BundledCurve;
import io.handfast.crypto.NistCurve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key met before verifies what it signed, and nothing else. */
class KnownKeysTest {
    /** More rounds than Bouncy Castle needs to widen the tables of a point. */
    private static final int ROUNDS = 12;

    @ParameterizedTest
    @EnumSource
    void aKeyMetBeforeVerifiesWhatItSignedAndNothingElse(NistCurve curve) throws GeneralSecurityException {
        KeyPair pair = pair(curve);
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        ECPoint stranger = ((ECPublicKey) pair(curve).getPublic()).getW();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] digest = new byte[32];
            digest[0] = (byte) (round + 1);
            byte[] signature = sign(pair, digest);
            assertTrue(BundledEcdsa.verify(curve, point, digest, signature), "round " + round);
            assertFalse(BundledEcdsa.verify(curve, stranger, digest, signature), "another key, round " + round);
            digest[31] ^= 1;
            assertFalse(BundledEcdsa.verify(curve, point, digest, signature), "other content, round " + round);
            assertFalse(BundledEcdsa.verify(curve, point, digest, new byte[] {0x30, 0}), "malformed, round " + round);
        }
    }

    @Test
    void aPointOffItsCurveVerifiesNothingBesideKnownKeys() throws GeneralSecurityException {
        KeyPair pair = pair(NistCurve.SECP256R1);
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        byte[] digest = new byte[32];
        byte[] signature = sign(pair, digest);
        assertTrue(BundledEcdsa.verify(NistCurve.SECP256R1, point, digest, signature));
        ECPoint off = new ECPoint(point.getAffineX(), point.getAffineY().xor(BigInteger.ONE));
        assertFalse(BundledEcdsa.verify(NistCurve.SECP256R1, off, digest, signature));
    }

    @ParameterizedTest
    @EnumSource
    void aForgedSignatureMakesNoKeyKnown(NistCurve curve) throws GeneralSecurityException {
        KeyPair pair = pair(curve);
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        byte[] digest = new byte[32];
        byte[] forged = sign(pair(curve), digest);
        assertFalse(BundledEcdsa.verify(curve, point, digest, forged));
        assertNull(BundledEcdsa.knownKeys(curve).find(point));
        assertTrue(BundledEcdsa.verify(curve, point, digest, sign(pair, digest)));
        for (NistCurve any : NistCurve.values()) {
            assertEquals(any == curve, BundledEcdsa.knownKeys(any).find(point) != null, any::toString);
        }
    }

    @Test
    void theKeyUnusedForLongestGoesFirst() {
        KnownKeys known = new KnownKeys();
        ECPublicKeyParameters any = generator();
        for (int i = 0; i < KnownKeys.MOST; i++) {
            known.keep(place(i), any);
        }
        assertNotNull(known.find(place(0)));
        known.keep(place(KnownKeys.MOST), any);
        assertNotNull(known.find(place(0)));
        assertNull(known.find(place(1)));
        int held = 0;
        for (int i = 0; i <= KnownKeys.MOST; i++) {
            held += known.find(place(i)) == null ? 0 : 1;
        }
        assertEquals(KnownKeys.MOST, held);
    }

    private static ECPoint place(int number) {
        return new ECPoint(BigInteger.valueOf(number), BigInteger.TEN);
    }

    private static ECPublicKeyParameters generator() {
        BundledCurve curve = BundledCurve.of(NistCurve.SECP256R1);
        return new ECPublicKeyParameters(curve.domain().getG(), curve.domain());
    }

    private static KeyPair pair(NistCurve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve.jcaName()));
        return generator.generateKeyPair();
    }

    private static byte[] sign(KeyPair pair, byte[] digest) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(digest);
        return signature.sign();
    }
}
