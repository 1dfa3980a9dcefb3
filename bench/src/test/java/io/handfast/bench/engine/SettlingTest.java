package io.handfast.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A warm-up ends when the rate rises no more, and not before. */
class SettlingTest {
    @ParameterizedTest
    @CsvSource({
        "rises all the time, 10 20 30 40 50 60 70 80, 0",
        "flat, 100 100 100 100 100 100 100 100 100, 8",
        "rises by less than counts, 100 101 102 101 102 102 102 102 102, 8",
        "falls for a while and rises again, 100 60 60 60 60 60 60 120 110 120 118 119 120 121 119 120, 15",
        "too little seen, 100 100 100 100 100 100 100, 0"
    })
    void ends(String what, String rates, int afterTurns) {
        Settling settling = new Settling();
        int turns = 0;
        int settledAfter = 0;
        for (String rate : rates.split(" ", -1)) {
            settling.add(Double.parseDouble(rate), Settling.OPERATIONS);
            turns++;
            if (settledAfter == 0 && settling.settled()) {
                settledAfter = turns;
            }
        }
        assertEquals(afterTurns, settledAfter, what);
    }

    /** A compiler may not have come to what was called a few thousand times. */
    @Test
    void aRateThatStandsStillAfterFewOperationsHasNotSettled() {
        Settling settling = new Settling();
        for (int done = 0; done < Settling.OPERATIONS; done += 1000) {
            assertFalse(settling.settled(), "after " + done);
            settling.add(100, 1000);
        }
        assertTrue(settling.settled());
    }
}
