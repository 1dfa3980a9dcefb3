package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantTimeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 2, 127, 128, 255, -128, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void masksAgreeWithBranches(int value) {
        assertEquals(value == 0 ? -1 : 0, ConstantTime.maskIfZero(value));
        for (int other : new int[] {0, 1, -1, 127, 255, Integer.MIN_VALUE}) {
            assertEquals(value == other ? -1 : 0, ConstantTime.maskIfEqual(value, other));
        }
    }

    @Test
    void lessAgreesWithBranches() {
        for (int a = -3; a <= 300; a += 7) {
            for (int b = -3; b <= 300; b += 7) {
                assertEquals(a < b ? -1 : 0, ConstantTime.maskIfLess(a, b));
            }
        }
    }

    @Test
    void selects() {
        assertEquals(5, ConstantTime.select(-1, 5, 9));
        assertEquals(9, ConstantTime.select(0, 5, 9));
        byte[] out = new byte[2];
        ConstantTime.select(-1, new byte[] {1, -2}, new byte[] {3, 4}, out);
        assertArrayEquals(new byte[] {1, -2}, out);
        ConstantTime.select(0, new byte[] {1, -2}, new byte[] {3, 4}, out);
        assertArrayEquals(new byte[] {3, 4}, out);
        assertThrows(
                IllegalArgumentException.class, () -> ConstantTime.select(0, new byte[3], new byte[2], new byte[2]));
    }

    @Test
    void comparesRanges() {
        byte[] a = {1, 2, 3, 4};
        byte[] b = {9, 2, 3, 9};
        assertTrue(ConstantTime.equal(a, 1, b, 1, 2));
        assertFalse(ConstantTime.equal(a, 0, b, 0, 3));
        assertFalse(ConstantTime.equal(a, 1, b, 1, 3));
        assertTrue(ConstantTime.equal(a, a.clone()));
        assertFalse(ConstantTime.equal(a, b));
    }
}
