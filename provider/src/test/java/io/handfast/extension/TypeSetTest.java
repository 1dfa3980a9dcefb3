package io.handfast.extension;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Every code point is new once. */
class TypeSetTest {
    private final TypeSet types = new TypeSet();

    @Test
    void eachCodePointIsNewOnce() {
        for (int code = 0; code <= 0xffff; code++) {
            assertTrue(types.add(code));
        }
        for (int code = 0xffff; code >= 0; code--) {
            assertFalse(types.add(code));
        }
    }

    @Test
    void neighboursAreNotMistakenForOneAnother() {
        assertTrue(types.add(63));
        assertTrue(types.add(64));
        assertTrue(types.add(127), "64 apart");
        assertTrue(types.add(0xff01));
        assertFalse(types.add(63));
        assertFalse(types.add(0xff01));
        assertTrue(types.add(0));
    }
}
