package io.handfast.crypto;

import java.security.MessageDigest;

/**
 * Comparisons and choices whose time does not depend on the values (RFC 5246 §7.4.7.1, §6.2.3.2).
 *
 * <p>A mask is an {@code int} of all ones for yes and all zeros for no.
 */
public final class ConstantTime {
    private ConstantTime() {}

    /** Whether both arrays hold the same bytes; only the lengths may show in the time. */
    public static boolean equal(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    /** Whether two ranges of the same length hold the same bytes. */
    public static boolean equal(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= a[aOffset + i] ^ b[bOffset + i];
        }
        return difference == 0;
    }

    /** All ones when {@code value} is zero, otherwise all zeros. */
    public static int maskIfZero(int value) {
        // The top bit of (value | -value) is set for every value but zero.
        return ((value | -value) >> 31) ^ -1;
    }

    /** All ones when both are equal, otherwise all zeros. */
    public static int maskIfEqual(int a, int b) {
        return maskIfZero(a ^ b);
    }

    /** All ones when {@code a < b} as signed numbers, for any two whose difference fits an {@code int}. */
    public static int maskIfLess(int a, int b) {
        return (a - b) >> 31;
    }

    /** {@code whenOnes} under a mask of ones, {@code whenZeros} under a mask of zeros. */
    public static int select(int mask, int whenOnes, int whenZeros) {
        return (mask & whenOnes) | (~mask & whenZeros);
    }

    /** Writes into {@code out} the bytes of {@code whenOnes} or {@code whenZeros}; all of the same length. */
    public static void select(int mask, byte[] whenOnes, byte[] whenZeros, byte[] out) {
        if (whenOnes.length != out.length || whenZeros.length != out.length) {
            throw new IllegalArgumentException("the three arrays differ in length");
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) select(mask, whenOnes[i], whenZeros[i]);
        }
    }
}
