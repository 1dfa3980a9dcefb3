package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.session.ClientSessions;
import io.handfast.testing.ManualClock;
import io.handfast.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What programs keep with sessions is bounded as the sessions are (JSSE, SSLSession.putValue). */
class KeptValuesTest {
    private final ManualClock clock = new ManualClock();
    private final ClientSessions store = new ClientSessions(clock, 3, Duration.ofHours(1));
    private final KeptValues kept = new KeptValues(store);

    private KeptValues.Key key(int id) {
        return new KeptValues.Key(
                Bytes.owning(new byte[] {(byte) id}), clock.instant().toEpochMilli(), "localhost", 443);
    }

    @Test
    void theOldestGoesFirst() {
        for (int id = 1; id <= 5; id++) {
            kept.keep(key(id), new SessionValues());
        }
        assertEquals(3, kept.size());
        assertNull(kept.of(key(2)));
        store.limit(0);
        kept.keep(key(6), new SessionValues());
        assertEquals(4, kept.size());
    }

    @Test
    void theyGoWithTheirSessionsTime() {
        KeptValues.Key early = key(1);
        kept.keep(early, new SessionValues());
        clock.pass(Duration.ofHours(1));
        kept.keep(key(2), new SessionValues());
        assertNull(kept.of(early));
        assertEquals(1, kept.size());
    }

    @Test
    void theFirstToComeStays() {
        SessionValues first = new SessionValues();
        assertSame(first, kept.keep(key(1), first));
        assertSame(first, kept.keep(key(1), new SessionValues()), "another connection of the session came first");
        kept.forget(key(1).id());
        assertNull(kept.of(key(1)));
    }

    @Test
    void anIdThatAnotherServerMadeUpTooIsAnotherSession() {
        SessionValues ours = new SessionValues();
        KeptValues.Key key = key(1);
        kept.keep(key, ours);
        assertNull(kept.of(new KeptValues.Key(key.id(), key.createdAtMillis(), "elsewhere.example", 443)));
        assertNull(kept.of(new KeptValues.Key(key.id(), key.createdAtMillis() + 1, "localhost", 443)));
        assertSame(ours, kept.of(key));
    }
}
