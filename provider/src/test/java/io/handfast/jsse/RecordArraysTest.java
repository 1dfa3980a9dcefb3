package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lent arrays: each to one borrower at a time, and without what the last one decrypted. */
class RecordArraysTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 16_384, SessionView.PACKET_BUFFER_SIZE})
    void wipesJustWhatIsSecret(int secret) {
        byte[] array = new byte[SessionView.PACKET_BUFFER_SIZE];
        Arrays.fill(array, (byte) 1);
        RecordArrays.giveBack(array, secret);
        byte[] expected = new byte[array.length];
        Arrays.fill(expected, secret, expected.length, (byte) 1);
        assertArrayEquals(expected, array);
    }

    @Test
    void wipesFromAnOffsetOn() {
        byte[] array = new byte[3000];
        Arrays.fill(array, (byte) 1);
        RecordArrays.wipe(array, 100, 2500);
        byte[] expected = new byte[3000];
        Arrays.fill(expected, 0, 100, (byte) 1);
        Arrays.fill(expected, 2600, 3000, (byte) 1);
        assertArrayEquals(expected, array);
    }

    @Test
    void noArrayIsLentTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> faults = new ArrayList<>();
            for (int thread = 1; thread <= 4; thread++) {
                byte mark = (byte) thread;
                faults.add(threads.submit(() -> overwritten(mark)));
            }
            for (Future<Integer> each : faults) {
                assertEquals(0, each.get(), "somebody else wrote into an array that was lent");
            }
        } finally {
            threads.shutdownNow();
        }
        Set<byte[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            assertTrue(lent.add(RecordArrays.borrow()));
        }
        lent.forEach(array -> RecordArrays.giveBack(array, 0));
    }

    @Test
    void eachLengthComesBackAsItself() {
        List<byte[]> lent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lent.add(RecordArrays.borrow());
            lent.add(RecordArrays.borrowSeveral());
        }
        lent.forEach(array -> RecordArrays.giveBack(array, array.length));
        for (int i = 0; i < 40; i++) {
            assertEquals(SessionView.PACKET_BUFFER_SIZE, RecordArrays.borrow().length);
            assertEquals(RecordArrays.SEVERAL, RecordArrays.borrowSeveral().length);
        }
    }

    private static int overwritten(byte mark) {
        int faults = 0;
        for (int round = 0; round < 5000; round++) {
            byte[] first = RecordArrays.borrow();
            byte[] second = RecordArrays.borrow();
            Arrays.fill(first, 0, 64, mark);
            Arrays.fill(second, 0, 64, (byte) -mark);
            for (int i = 0; i < 64; i++) {
                faults += first[i] == mark && second[i] == -mark ? 0 : 1;
            }
            RecordArrays.giveBack(first, 64);
            RecordArrays.giveBack(second, 64);
        }
        return faults;
    }
}
