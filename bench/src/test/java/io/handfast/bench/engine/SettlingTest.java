package io.handfast.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A warm-up ends when the compilers have come to rest, and not before. */
class SettlingTest {
    @ParameterizedTest
    @CsvSource({
        "they never rest, 900 500 400 300 200 100 50 30 20 11 11, 0",
        "at rest from the second turn on, 900 0 0 0 0 0 0 0 0, 8",
        "hardly anything is rest, 900 10 10 10 10 10 10 10 10, 8",
        "they rest for a while and go on, 900 0 0 0 0 0 0 700 0 0 0 0 0 0 0 0, 15",
        "too little seen, 0 0 0 0 0 0, 0"
    })
    void ends(String what, String milliseconds, int afterTurns) {
        Settling settling = new Settling();
        int turns = 0;
        int settledAfter = 0;
        long total = 0;
        for (String compiled : milliseconds.split(" ", -1)) {
            total += Long.parseLong(compiled);
            settling.add(Settling.OPERATIONS, total);
            turns++;
            if (settledAfter == 0 && settling.settled()) {
                settledAfter = turns;
            }
        }
        assertEquals(afterTurns, settledAfter, what);
    }

    /** A compiler may not have come to what was called a few thousand times. */
    @Test
    void restAfterFewOperationsIsNotTheEnd() {
        Settling settling = new Settling();
        for (int done = 0; done < Settling.OPERATIONS; done += 1000) {
            assertFalse(settling.settled(), "after " + done);
            settling.add(1000, 5000);
        }
        assertTrue(settling.settled());
    }
}
