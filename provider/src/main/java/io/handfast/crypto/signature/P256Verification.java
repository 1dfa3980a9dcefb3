package io.handfast.crypto.signature;

import io.handfast.crypto.NistCurve;
import java.math.BigInteger;
import java.security.spec.ECPoint;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;

/**
 * Verifies ECDSA signatures on P-256 with little garbage (FIPS 186-4 §6.4, SEC 1 §4.1.4).
 *
 * <p>All of its input is public, so that time may depend on it. Whoever signs or agrees on keys must look elsewhere.
 */
final class P256Verification {
    private static final BigInteger ORDER = NistCurve.SECP256R1.parameters().getOrder();
    private static final int ORDER_BITS = 256;
    private static final P256Multiples GENERATOR = P256Multiples.of(
            P256Affine.of(NistCurve.SECP256R1.parameters().getGenerator()).orElseThrow(), 4, 7);
    private static final P256Keys KEYS = new P256Keys();

    private P256Verification() {}

    /**
     * Whether (r, s) is a signature of the digest by the key.
     *
     * @param key any coordinates; those of no point of the curve verify nothing
     * @param digest any length; of a longer one the first 256 bits count
     */
    static boolean verify(ECPoint key, byte[] digest, BigInteger r, BigInteger s) {
        // SEC 1 §4.1.4: r and s are in [1, n − 1].
        if (!isScalar(r) || !isScalar(s)) {
            return false;
        }
        Optional<P256Multiples> known = KEYS.of(key);
        return known.isPresent() && verify(known.get(), digest, r, s);
    }

    private static boolean verify(P256Multiples key, byte[] digest, BigInteger r, BigInteger s) {
        BigInteger inverse = BigIntegers.modOddInverseVar(ORDER, s);
        byte[] ofGenerator = GENERATOR.digits(leftmost(digest).multiply(inverse).mod(ORDER));
        byte[] ofKey = key.digits(r.multiply(inverse).mod(ORDER));
        P256Point sum = new P256Point();
        for (int place = Math.max(GENERATOR.length(), key.length()) - 1; place >= 0; place--) {
            sum.twice();
            GENERATOR.addTo(sum, ofGenerator, place);
            key.addTo(sum, ofKey, place);
        }
        if (sum.infinite()) {
            return false;
        }
        // X/Z² mod n = r, without a division: X is r·Z², or (r + n)·Z² where r + n is still below the prime.
        P256Element square = new P256Element();
        square.square(sum.z());
        BigInteger beyond = r.add(ORDER);
        return isAbscissa(sum, square, r) || beyond.compareTo(P256Element.PRIME) < 0 && isAbscissa(sum, square, beyond);
    }

    private static boolean isAbscissa(P256Point point, P256Element squareOfZ, BigInteger candidate) {
        P256Element difference = P256Element.of(candidate);
        difference.product(difference, squareOfZ);
        difference.difference(difference, point.x());
        return difference.isZero();
    }

    private static BigInteger leftmost(byte[] digest) {
        BigInteger number = new BigInteger(1, digest);
        int over = 8 * digest.length - ORDER_BITS;
        return over > 0 ? number.shiftRight(over) : number;
    }

    private static boolean isScalar(BigInteger number) {
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }
}
