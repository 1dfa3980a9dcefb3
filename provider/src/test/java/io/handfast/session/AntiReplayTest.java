package io.handfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.ManualClock;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Early data once, and only from a ClientHello of just now (RFC 8446 §8). */
class AntiReplayTest {
    private static final Bytes TICKET = ticket(1);

    private final ManualClock clock = new ManualClock();
    private final AntiReplay antiReplay = new AntiReplay(clock, 3);

    private static Bytes ticket(int number) {
        return Bytes.copyOf(new byte[] {(byte) number});
    }

    /** A ticket of just now, whose age is told as it is. */
    private boolean admitsFresh(int number) {
        return antiReplay.admits(ticket(number), clock.instant(), 0);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "10000, true", "-10000, true", "10001, false", "-10001, false", "4294967295, false"})
    void comparesTheAgeWithTheClock(long offset, boolean admitted) {
        Instant issuedAt = clock.instant();
        clock.pass(Duration.ofMinutes(5));
        assertEquals(admitted, antiReplay.admits(TICKET, issuedAt, 300_000 + offset));
    }

    @Test
    @Spec("RFC8446-8-3")
    void admitsATicketOnce() {
        Instant issuedAt = clock.instant();
        assertTrue(antiReplay.admits(TICKET, issuedAt, 0));
        assertFalse(antiReplay.admits(TICKET, issuedAt, 0));
        clock.pass(Duration.ofHours(1));
        // Not the same ClientHello again, but the same ticket: it is used up for as long as there is room to remember
        // it.
        assertFalse(antiReplay.admits(TICKET, issuedAt, 3_600_000));
    }

    @Test
    void whatIsNotAdmittedIsNotUsedUp() {
        Instant issuedAt = clock.instant();
        assertFalse(antiReplay.admits(TICKET, issuedAt, 20_000));
        assertTrue(antiReplay.admits(TICKET, issuedAt, 0));
    }

    @Test
    @Spec({"RFC8446-8.2-1", "RFC8446-8.2-2"})
    void refusesRatherThanForgetsWhatIsFresh() {
        for (int i = 0; i < 3; i++) {
            assertTrue(admitsFresh(i));
        }
        assertFalse(admitsFresh(3), "no room");
        clock.pass(AntiReplay.WINDOW);
        assertFalse(admitsFresh(3), "a copy of the first one would still count as fresh");
        clock.pass(Duration.ofMillis(1));
        assertTrue(admitsFresh(3), "room of what is too old to be copied");
        assertFalse(admitsFresh(1), "still remembered");
    }

    @Test
    void forgettingAnOldOneLetsNoCopyIn() {
        Instant issuedAt = clock.instant();
        assertTrue(antiReplay.admits(TICKET, issuedAt, 0));
        clock.pass(AntiReplay.WINDOW.plusMillis(1));
        for (int i = 2; i < 5; i++) {
            assertTrue(admitsFresh(i));
        }
        assertFalse(antiReplay.admits(TICKET, issuedAt, 0));
    }

    @Test
    void aFreshStartTakesNothingThatAnEarlierOneMayHaveTaken() {
        Instant before = clock.instant();
        clock.pass(Duration.ofSeconds(30));
        AntiReplay restarted = new AntiReplay(clock, 3);
        assertFalse(restarted.admits(TICKET, before, 30_000));
        clock.pass(Duration.ofSeconds(9));
        assertFalse(restarted.admits(TICKET, before, 39_000));
        clock.pass(Duration.ofSeconds(1));
        assertFalse(restarted.admits(TICKET, before, 39_999), "expected while the earlier one may have lived");
        assertTrue(restarted.admits(TICKET, before, 40_000));
        assertTrue(restarted.admits(ticket(2), clock.instant(), 0), "a ticket of its own");
    }

    @Test
    @Spec("RFC8446-8-3")
    void ofManyAtOnceOneIsAdmitted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                attempts.add(() -> admitsFresh(1));
            }
            int admitted = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                admitted += attempt.get() ? 1 : 0;
            }
            assertEquals(1, admitted);
        } finally {
            threads.shutdownNow();
        }
    }
}
