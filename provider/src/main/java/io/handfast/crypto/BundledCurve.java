package io.handfast.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.ECPoint;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;
import org.bouncycastle.util.BigIntegers;

/**
 * A NIST curve in Bouncy Castle's own arithmetic (RFC 8422 §5.1.1, RFC 6090).
 *
 * <p>Both multiplications by a secret scalar follow a fixed sequence of point operations and read their tables whole,
 * so neither a branch nor an address depends on the scalar.
 */
public final class BundledCurve {
    static {
        BundledStart.await();
    }

    private static final BundledCurve SECP256R1 = new BundledCurve(NistCurve.SECP256R1, new SecP256R1Curve());
    private static final BundledCurve SECP384R1 = new BundledCurve(NistCurve.SECP384R1, new SecP384R1Curve());
    private static final BundledCurve SECP521R1 = new BundledCurve(NistCurve.SECP521R1, new SecP521R1Curve());

    private final NistCurve curve;
    private final ECCurve arithmetic;
    private final ECDomainParameters domain;

    private BundledCurve(NistCurve curve, ECCurve arithmetic) {
        this.curve = curve;
        this.arithmetic = arithmetic;
        this.domain = new ECDomainParameters(
                arithmetic,
                point(curve.parameters().getGenerator()),
                curve.parameters().getOrder(),
                BigInteger.ONE);
    }

    public static BundledCurve of(NistCurve curve) {
        return switch (curve) {
            case SECP256R1 -> SECP256R1;
            case SECP384R1 -> SECP384R1;
            case SECP521R1 -> SECP521R1;
        };
    }

    /** The curve in the form the lightweight signers take. */
    public ECDomainParameters domain() {
        return domain;
    }

    /** A point that is known to be on the curve, in the form the lightweight API takes. */
    public org.bouncycastle.math.ec.ECPoint point(ECPoint point) {
        return arithmetic.createPoint(point.getAffineX(), point.getAffineY());
    }

    /** A private scalar, evenly from 1 to the order less one. */
    public BigInteger randomScalar(SecureRandom random) {
        BigInteger order = domain.getN();
        BigInteger scalar;
        do {
            scalar = BigIntegers.createRandomBigInteger(order.bitLength(), random);
        } while (scalar.signum() == 0 || scalar.compareTo(order) >= 0);
        return scalar;
    }

    /** The public point of a scalar, uncompressed. */
    public byte[] publicPoint(BigInteger scalar) {
        return new FixedPointCombMultiplier()
                .multiply(domain.getG(), scalar)
                .normalize()
                .getEncoded(false);
    }

    /**
     * The x coordinate of the common point, at full length.
     *
     * @param peer a point already checked to be on the curve
     */
    public Secret agree(BigInteger scalar, ECPoint peer) {
        // The order is prime, the scalar below it and the peer not at infinity: neither is the product.
        byte[] x = ECAlgorithms.multiplySecret(point(peer), scalar)
                .normalize()
                .getAffineXCoord()
                .getEncoded();
        if (x.length != curve.coordinateLength()) {
            throw new IllegalStateException("a coordinate of unexpected length");
        }
        return Secret.owning(x);
    }
}
