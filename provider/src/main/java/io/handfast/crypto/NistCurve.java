package io.handfast.crypto;

import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Optional;

/** The NIST prime curves and their uncompressed points (RFC 8422 §5.1.1, §5.4.1; constants from FIPS 186-4 D.1.2). */
public enum NistCurve {
    SECP256R1(
            "secp256r1",
            "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
            "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B",
            "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
            "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5",
            "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
    SECP384R1(
            "secp384r1",
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF",
            "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF",
            "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7",
            "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F",
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"),
    SECP521R1(
            "secp521r1",
            "01FF" + "F".repeat(128),
            "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF07"
                    + "3573DF883D2C34F1EF451FD46B503F00",
            "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE"
                    + "3348B3C1856A429BF97E7E31C2E5BD66",
            "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761"
                    + "353C7086A272C24088BE94769FD16650",
            "01FF" + "F".repeat(63) + "A51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409");

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final String jcaName;
    private final BigInteger prime;
    private final ECParameterSpec parameters;

    NistCurve(String jcaName, String prime, String b, String x, String y, String order) {
        this.jcaName = jcaName;
        this.prime = new BigInteger(prime, 16);
        EllipticCurve curve = new EllipticCurve(
                new ECFieldFp(this.prime), this.prime.subtract(BigInteger.valueOf(3)), new BigInteger(b, 16));
        ECPoint generator = new ECPoint(new BigInteger(x, 16), new BigInteger(y, 16));
        this.parameters = new ECParameterSpec(curve, generator, new BigInteger(order, 16), 1);
    }

    /** The curve a key lies on, if it is one of these. */
    public static Optional<NistCurve> of(ECKey key) {
        for (NistCurve curve : values()) {
            if (curve.holds(key)) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }

    /** Name of the curve in the JCA and at IANA alike. */
    public String jcaName() {
        return jcaName;
    }

    public ECParameterSpec parameters() {
        return parameters;
    }

    /** Length of the field in bits. */
    public int bits() {
        return prime.bitLength();
    }

    /** Length of a coordinate in bytes, which is also the length of a shared secret. */
    public int coordinateLength() {
        return (prime.bitLength() + 7) / 8;
    }

    /** Length of an uncompressed point in bytes. */
    public int pointLength() {
        return 1 + 2 * coordinateLength();
    }

    /** Whether the key lies on this curve, whatever provider it comes from. */
    public boolean holds(ECKey key) {
        ECParameterSpec other = key.getParams();
        return other != null
                && other.getCurve().getField().equals(parameters.getCurve().getField())
                && other.getCurve().getA().equals(parameters.getCurve().getA())
                && other.getCurve().getB().equals(parameters.getCurve().getB())
                && other.getGenerator().equals(parameters.getGenerator())
                && other.getOrder().equals(parameters.getOrder());
    }

    /** The point in uncompressed form: 4, x, y. */
    public byte[] encode(ECPoint point) {
        byte[] out = new byte[pointLength()];
        out[0] = 4;
        unsigned(point.getAffineX(), out, 1, coordinateLength());
        unsigned(point.getAffineY(), out, 1 + coordinateLength(), coordinateLength());
        return out;
    }

    /**
     * Reads a point and checks that it is one. These curves have cofactor 1, so a point on the curve is in the group.
     *
     * @throws IllegalArgumentException when it is not uncompressed, has the wrong length or is not on the curve
     */
    public ECPoint decode(byte[] encoded) {
        // RFC 8446 §4.2.8.2 and RFC 8422 §5.1.2: only the uncompressed form exists; that excludes the point at
        // infinity.
        if (encoded.length == 0 || encoded[0] != 4) {
            throw new IllegalArgumentException("a point on " + jcaName + " that is not in uncompressed form");
        }
        if (encoded.length != pointLength()) {
            throw new IllegalArgumentException(
                    "a point on " + jcaName + " of " + encoded.length + " bytes instead of " + pointLength());
        }
        BigInteger x = new BigInteger(1, encoded, 1, coordinateLength());
        BigInteger y = new BigInteger(1, encoded, 1 + coordinateLength(), coordinateLength());
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            throw new IllegalArgumentException("a coordinate on " + jcaName + " that is not below the prime");
        }
        // x³ - 3x + b, as these curves all have a = -3.
        BigInteger right = x.multiply(x)
                .subtract(THREE)
                .multiply(x)
                .add(parameters.getCurve().getB());
        if (y.multiply(y).subtract(right).mod(prime).signum() != 0) {
            throw new IllegalArgumentException("a point that is not on " + jcaName);
        }
        return new ECPoint(x, y);
    }

    private static void unsigned(BigInteger value, byte[] out, int offset, int length) {
        byte[] bytes = value.toByteArray();
        int skip = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, skip, out, offset + length - (bytes.length - skip), bytes.length - skip);
    }
}
