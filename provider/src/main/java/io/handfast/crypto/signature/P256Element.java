package io.handfast.crypto.signature;

import io.handfast.crypto.NistCurve;
import java.math.BigInteger;
import java.security.spec.ECFieldFp;

/**
 * A number modulo the prime of P-256, for computing with what is public: time depends on the value (FIPS 186-4 §D.1.2.3).
 *
 * <p>Five limbs of 52 bits in Montgomery's form, a number x standing for x·2<sup>260</sup>. Between operations the limbs but
 * the last are in [0, 2<sup>52</sup>) and the number is in [0, 2p), so that it has one or two forms. The prime, 2<sup>256</sup>
 * − 2<sup>224</sup> + 2<sup>192</sup> + 2<sup>96</sup> − 1, is −1 + 2<sup>44</sup>B + 2<sup>36</sup>B³ + (2<sup>48</sup> −
 * 2<sup>16</sup>)B⁴ with B = 2<sup>52</sup>: a multiple of it takes shifts alone, and the factor that clears a limb is that
 * limb itself. Objects are changed in place, for a verification does some thousand multiplications.
 */
final class P256Element {
    static final BigInteger PRIME =
            ((ECFieldFp) NistCurve.SECP256R1.parameters().getCurve().getField()).getP();

    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;
    private static final int LIMBS = 5;

    private long l0;
    private long l1;
    private long l2;
    private long l3;
    private long l4;

    /** Zero. */
    P256Element() {}

    /** A number of at most 256 bits; what exceeds the prime is taken off. */
    static P256Element of(BigInteger value) {
        P256Element element = new P256Element();
        element.set(value);
        return element;
    }

    void set(BigInteger value) {
        BigInteger form = value.shiftLeft(BITS * LIMBS).mod(PRIME);
        l0 = form.longValue() & MASK;
        l1 = form.shiftRight(BITS).longValue() & MASK;
        l2 = form.shiftRight(2 * BITS).longValue() & MASK;
        l3 = form.shiftRight(3 * BITS).longValue() & MASK;
        l4 = form.shiftRight(4 * BITS).longValue();
    }

    void set(P256Element other) {
        l0 = other.l0;
        l1 = other.l1;
        l2 = other.l2;
        l3 = other.l3;
        l4 = other.l4;
    }

    /** This number in [0, p). */
    BigInteger value() {
        P256Element plain = new P256Element();
        P256Element one = new P256Element();
        one.l0 = 1;
        plain.product(this, one);
        return plain.form().mod(PRIME);
    }

    /** Whether this is zero modulo the prime: 0 or p, for it is below 2p. */
    boolean isZero() {
        long all = l0 | l1 | l2 | l3 | l4;
        return all == 0
                || l0 == MASK && l1 == (1L << 44) - 1 && l2 == 0 && l3 == 1L << 36 && l4 == (1L << 48) - (1L << 16);
    }

    /** Becomes a + b. */
    void sum(P256Element a, P256Element b) {
        fold(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);
    }

    /** Becomes a − b; the 4p on top keep it from being negative. */
    void difference(P256Element a, P256Element b) {
        fold(
                a.l0 - b.l0 - 4,
                a.l1 - b.l1 + (1L << 46),
                a.l2 - b.l2,
                a.l3 - b.l3 + (1L << 38),
                a.l4 - b.l4 + (1L << 50) - (1L << 18));
    }

    /** Becomes a · b. */
    void product(P256Element a, P256Element b) {
        long a0 = a.l0;
        long a1 = a.l1;
        long a2 = a.l2;
        long a3 = a.l3;
        long a4 = a.l4;
        long b0 = b.l0;
        long b1 = b.l1;
        long b2 = b.l2;
        long b3 = b.l3;
        long b4 = b.l4;
        // The upper 64 bits of (a·2^11)(b·2) are those of a·b above the 52nd.
        long s0 = a0 << 11;
        long s1 = a1 << 11;
        long s2 = a2 << 11;
        long s3 = a3 << 11;
        long s4 = a4 << 11;
        long t0 = b0 << 1;
        long t1 = b1 << 1;
        long t2 = b2 << 1;
        long t3 = b3 << 1;
        long t4 = b4 << 1;
        long c0 = a0 * b0 & MASK;
        long c1 = (a0 * b1 & MASK) + (a1 * b0 & MASK) + high(s0, t0);
        long c2 = (a0 * b2 & MASK) + (a1 * b1 & MASK) + (a2 * b0 & MASK) + high(s0, t1) + high(s1, t0);
        long c3 = (a0 * b3 & MASK) + (a1 * b2 & MASK) + (a2 * b1 & MASK) + (a3 * b0 & MASK);
        c3 += high(s0, t2) + high(s1, t1) + high(s2, t0);
        long c4 = (a0 * b4 & MASK) + (a1 * b3 & MASK) + (a2 * b2 & MASK) + (a3 * b1 & MASK) + (a4 * b0 & MASK);
        c4 += high(s0, t3) + high(s1, t2) + high(s2, t1) + high(s3, t0);
        long c5 = (a1 * b4 & MASK) + (a2 * b3 & MASK) + (a3 * b2 & MASK) + (a4 * b1 & MASK);
        c5 += high(s0, t4) + high(s1, t3) + high(s2, t2) + high(s3, t1) + high(s4, t0);
        long c6 = (a2 * b4 & MASK) + (a3 * b3 & MASK) + (a4 * b2 & MASK);
        c6 += high(s1, t4) + high(s2, t3) + high(s3, t2) + high(s4, t1);
        long c7 = (a3 * b4 & MASK) + (a4 * b3 & MASK) + high(s2, t4) + high(s3, t3) + high(s4, t2);
        long c8 = (a4 * b4 & MASK) + high(s3, t4) + high(s4, t3);
        reduce(c0, c1, c2, c3, c4, c5, c6, c7, c8, high(s4, t4));
    }

    /** Becomes a². */
    void square(P256Element a) {
        long a0 = a.l0;
        long a1 = a.l1;
        long a2 = a.l2;
        long a3 = a.l3;
        long a4 = a.l4;
        long d0 = a0 << 1;
        long d1 = a1 << 1;
        long d2 = a2 << 1;
        long d3 = a3 << 1;
        long s0 = a0 << 11;
        long s1 = a1 << 11;
        long s2 = a2 << 11;
        long s3 = a3 << 11;
        long t1 = d1 << 1;
        long t2 = d2 << 1;
        long t3 = d3 << 1;
        long t4 = a4 << 2;
        long c0 = a0 * a0 & MASK;
        long c1 = (d0 * a1 & MASK) + high(s0, d0);
        long c2 = (d0 * a2 & MASK) + (a1 * a1 & MASK) + high(s0, t1);
        long c3 = (d0 * a3 & MASK) + (d1 * a2 & MASK) + high(s0, t2) + high(s1, d1);
        long c4 = (d0 * a4 & MASK) + (d1 * a3 & MASK) + (a2 * a2 & MASK) + high(s0, t3) + high(s1, t2);
        long c5 = (d1 * a4 & MASK) + (d2 * a3 & MASK) + high(s0, t4) + high(s1, t3) + high(s2, d2);
        long c6 = (d2 * a4 & MASK) + (a3 * a3 & MASK) + high(s1, t4) + high(s2, t3);
        long c7 = (d3 * a4 & MASK) + high(s2, t4) + high(s3, d3);
        long c8 = (a4 * a4 & MASK) + high(s3, t4);
        reduce(c0, c1, c2, c3, c4, c5, c6, c7, c8, high(a4 << 11, a4 << 1));
    }

    /** Becomes the sum of the columns over 2^260, by adding multiples of the prime that clear the lower five. */
    private void reduce(long c0, long c1, long c2, long c3, long c4, long c5, long c6, long c7, long c8, long c9) {
        long n = c0 & MASK;
        c1 += (c0 >> BITS) + ((n & 0xff) << 44);
        c2 += n >> 8;
        c3 += (n & 0xffff) << 36;
        c4 += (n >> 16) + upper(n);
        c5 += (n >> 4) - (n >> 36);
        n = c1 & MASK;
        c2 += (c1 >> BITS) + ((n & 0xff) << 44);
        c3 += n >> 8;
        c4 += (n & 0xffff) << 36;
        c5 += (n >> 16) + upper(n);
        c6 += (n >> 4) - (n >> 36);
        n = c2 & MASK;
        c3 += (c2 >> BITS) + ((n & 0xff) << 44);
        c4 += n >> 8;
        c5 += (n & 0xffff) << 36;
        c6 += (n >> 16) + upper(n);
        c7 += (n >> 4) - (n >> 36);
        n = c3 & MASK;
        c4 += (c3 >> BITS) + ((n & 0xff) << 44);
        c5 += n >> 8;
        c6 += (n & 0xffff) << 36;
        c7 += (n >> 16) + upper(n);
        c8 += (n >> 4) - (n >> 36);
        n = c4 & MASK;
        c5 += (c4 >> BITS) + ((n & 0xff) << 44);
        c6 += n >> 8;
        c7 += (n & 0xffff) << 36;
        c8 += (n >> 16) + upper(n);
        c9 += (n >> 4) - (n >> 36);
        carry(c5, c6, c7, c8, c9);
    }

    /** What n·(2^48 − 2^16) leaves in its own limb. */
    private static long upper(long n) {
        return ((n & 0xf) << 48) - ((n & 0xfffffffffL) << 16);
    }

    private static long high(long shifted, long doubled) {
        return Math.multiplyHigh(shifted, doubled);
    }

    /** Takes the prime off for each 2^256 that the last limb shows; what is left is little more than 2^256 at most. */
    private void fold(long c0, long c1, long c2, long c3, long c4) {
        long over = c4 >> 48;
        carry(c0 + over, c1 - (over << 44), c2, c3 - (over << 36), c4 - (over << 48) + (over << 16));
    }

    private void carry(long c0, long c1, long c2, long c3, long c4) {
        l0 = c0 & MASK;
        long c = c1 + (c0 >> BITS);
        l1 = c & MASK;
        c = c2 + (c >> BITS);
        l2 = c & MASK;
        c = c3 + (c >> BITS);
        l3 = c & MASK;
        l4 = c4 + (c >> BITS);
    }

    private BigInteger form() {
        BigInteger form = BigInteger.valueOf(l4);
        for (long limb : new long[] {l3, l2, l1, l0}) {
            form = form.shiftLeft(BITS).or(BigInteger.valueOf(limb));
        }
        return form;
    }
}
