package io.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Secret;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The nonce in its one array: always the IV xor the number, whatever numbers came before. */
class RecordNonceTest {
    private static final byte[] IV = HexFormat.of().parseHex("0102030405060708f9fafbfc");

    @Test
    void itIsTheIvXorTheNumber() {
        RecordNonce nonce = new RecordNonce(Secret.copyOf(IV));
        Random random = new Random(6);
        for (int i = 0; i < 1000; i++) {
            // Small numbers in their order, one of them twice as after a record that did not count, and any others.
            long number = i < 500 ? i / 2 : random.nextLong();
            byte[] expected = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
            for (int at = 0; at < expected.length; at++) {
                expected[at] ^= IV[at];
            }
            assertArrayEquals(expected, nonce.of(number));
        }
        assertArrayEquals(IV, nonce.of(0));
    }

    @Test
    void itNeverRepeats() {
        RecordNonce nonce = new RecordNonce(Secret.copyOf(IV));
        Set<String> seen = new HashSet<>();
        for (long number = 0; number < 70_000; number++) {
            assertTrue(seen.add(HexFormat.of().formatHex(nonce.of(number))), "repeated at " + number);
        }
        assertEquals(70_000, seen.size());
    }

    @Test
    void theIvGivenStaysAsItIs() {
        byte[] given = IV.clone();
        new RecordNonce(Secret.owning(given)).of(99);
        assertArrayEquals(IV, given);
    }
}
