package io.handfast.crypto.signature;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Odd multiples of a point of P-256 and of its doublings, so that a multiplication needs few additions (SEC 1 §4.1.4).
 *
 * <p>A scalar is cut into parts of equal length, and each part has multiples of its own: with four parts the doublings are
 * a quarter, while the multiples cost more to make. A part is written in digits that are zero or odd, of either sign, of
 * which at most one in {@code width} is not zero.
 */
final class P256Multiples {
    private static final int SCALAR_BITS = 256;

    private final P256Affine[] multiples;
    private final int parts;
    private final int width;

    private P256Multiples(P256Affine[] multiples, int parts, int width) {
        this.multiples = multiples;
        this.parts = parts;
        this.width = width;
    }

    /**
     * Makes the multiples.
     *
     * @param parts into how many a scalar is cut: 1, 2 or 4
     * @param width bits of a digit, its sign among them; each part takes 2<sup>width−2</sup> points
     */
    static P256Multiples of(P256Affine point, int parts, int width) {
        List<P256Point> bases = new ArrayList<>();
        P256Point current = new P256Point();
        current.set(point);
        for (int part = 0; part < parts; part++) {
            bases.add(copy(current));
            current.twice();
            bases.add(copy(current));
            for (int i = 1; part < parts - 1 && i < SCALAR_BITS / parts; i++) {
                current.twice();
            }
        }
        P256Affine[] affine = P256Affine.normalize(bases);
        int each = 1 << width - 2;
        List<P256Point> multiples = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            current.set(affine[2 * part]);
            multiples.add(copy(current));
            for (int i = 1; i < each; i++) {
                current.add(affine[2 * part + 1], false);
                multiples.add(copy(current));
            }
        }
        return new P256Multiples(P256Affine.normalize(multiples), parts, width);
    }

    /** Into how many parts scalars are cut. */
    int parts() {
        return parts;
    }

    /** The most digits that {@link #digits} gives for a part. */
    int length() {
        return SCALAR_BITS / parts + 1;
    }

    /** The digits of a scalar below 2<sup>256</sup>, one part behind the other, the lowest digit first. */
    byte[] digits(BigInteger scalar) {
        byte[] digits = new byte[parts * length()];
        int bits = SCALAR_BITS / parts;
        for (int part = 0; part < parts; part++) {
            recode(scalar, part * bits, bits, digits, part * length());
        }
        return digits;
    }

    /** Adds what the digits at a place stand for. */
    void addTo(P256Point sum, byte[] digits, int place) {
        if (place >= length()) {
            return;
        }
        int each = 1 << width - 2;
        for (int part = 0; part < parts; part++) {
            int digit = digits[part * length() + place];
            if (digit != 0) {
                sum.add(multiples[part * each + (Math.abs(digit) >> 1)], digit < 0);
            }
        }
    }

    private void recode(BigInteger scalar, int from, int bits, byte[] digits, int offset) {
        int carry = 0;
        int at = 0;
        while (at < bits) {
            int bit = bit(scalar, from, at, bits);
            if (bit == carry) {
                at++;
                continue;
            }
            int digit = carry;
            for (int i = 0; i < width; i++) {
                digit += bit(scalar, from, at + i, bits) << i;
            }
            carry = digit >> width - 1;
            digits[offset + at] = (byte) (digit - (carry << width));
            at += width;
        }
        if (carry != 0) {
            digits[offset + at] = 1;
        }
    }

    private static int bit(BigInteger scalar, int from, int at, int bits) {
        return at < bits && scalar.testBit(from + at) ? 1 : 0;
    }

    private static P256Point copy(P256Point point) {
        P256Point copy = new P256Point();
        copy.set(point);
        return copy;
    }
}
