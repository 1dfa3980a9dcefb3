package io.handfast.crypto.signature;

import io.handfast.crypto.NistCurve;
import java.math.BigInteger;
import java.security.spec.ECPoint;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;

/**
 * A point of P-256 by its coordinates, never at infinity (FIPS 186-4 §D.1.2.3).
 *
 * @param x not to be changed
 * @param y not to be changed
 */
record P256Affine(P256Element x, P256Element y) {
    static final P256Element ZERO = new P256Element();
    static final P256Element ONE = P256Element.of(BigInteger.ONE);

    private static final P256Element B =
            P256Element.of(NistCurve.SECP256R1.parameters().getCurve().getB());

    /** The point with these coordinates, if there is such a point on the curve. */
    static Optional<P256Affine> of(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        // FIPS 186-4 §D: coordinates are numbers below the prime; the point at infinity has none.
        if (ECPoint.POINT_INFINITY.equals(point) || !isReduced(x) || !isReduced(y)) {
            return Optional.empty();
        }
        P256Affine affine = new P256Affine(P256Element.of(x), P256Element.of(y));
        return affine.isOnCurve() ? Optional.of(affine) : Optional.empty();
    }

    /** These points by their coordinates, for the price of one inversion; none may be at infinity. */
    static P256Affine[] normalize(List<P256Point> points) {
        // before[i] is the product of all z before the i-th; the inverse of the whole is undone from the end.
        P256Element[] before = new P256Element[points.size()];
        P256Element running = new P256Element();
        running.set(ONE);
        for (int i = 0; i < before.length; i++) {
            before[i] = new P256Element();
            before[i].set(running);
            running.product(running, points.get(i).z());
        }
        running.set(BigIntegers.modOddInverseVar(P256Element.PRIME, running.value()));
        P256Affine[] affine = new P256Affine[before.length];
        P256Element inverse = new P256Element();
        P256Element power = new P256Element();
        for (int i = before.length - 1; i >= 0; i--) {
            P256Point point = points.get(i);
            inverse.product(running, before[i]);
            running.product(running, point.z());
            power.square(inverse);
            P256Element x = new P256Element();
            x.product(point.x(), power);
            power.product(power, inverse);
            P256Element y = new P256Element();
            y.product(point.y(), power);
            affine[i] = new P256Affine(x, y);
        }
        return affine;
    }

    /** Whether y² = x³ − 3x + b. */
    private boolean isOnCurve() {
        P256Element right = new P256Element();
        right.square(x);
        right.product(right, x);
        right.difference(right, x);
        right.difference(right, x);
        right.difference(right, x);
        right.sum(right, B);
        P256Element left = new P256Element();
        left.square(y);
        left.difference(left, right);
        return left.isZero();
    }

    private static boolean isReduced(BigInteger coordinate) {
        return coordinate.signum() >= 0 && coordinate.compareTo(P256Element.PRIME) < 0;
    }
}
