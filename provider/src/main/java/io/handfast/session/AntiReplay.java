package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees to it that early data is taken once: it is admitted only from a ClientHello that was sent just now, with a ticket
 * that has not brought any before (RFC 8446 §8).
 *
 * <p>A ticket is remembered at least for as long as a copy of its ClientHello would count as fresh, and after that until
 * the room is needed. Where no room is left, early data is refused: forgetting a fresh ticket would let a copy in. It is
 * refused too where a clock is set back to before the beginning, until it is there again. One object serves all connections of
 * a context. Thread-safe.
 */
public final class AntiReplay {
    /** How far a client's idea of its ticket's age may be from ours: clocks differ, and packets take their time. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    /** How many tickets are remembered; each takes about 200 bytes. */
    static final int MOST = 1 << 16;

    private final InstantSource clock;
    private final int most;
    private final Instant startedAt;
    private final ReentrantLock lock = new ReentrantLock();
    /** The tickets seen, oldest first, with the time up to which a copy would count as fresh. */
    private final Map<Bytes, Instant> freshUntil = new LinkedHashMap<>();

    /** Nothing seen yet. */
    AntiReplay(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
        this.startedAt = now();
    }

    /**
     * Whether the early data of a ClientHello may be taken; if so, never again with this ticket.
     *
     * @param ticket names the ticket; the binder that goes with it has been checked
     * @param issuedAt when the ticket was sent
     * @param ageMillis how old the client says that the ticket is
     */
    public boolean admits(Bytes ticket, Instant issuedAt, long ageMillis) {
        lock.lock();
        try {
            Instant now = now();
            // RFC 8446 §8.3: when the ClientHello was to arrive, by the age of the ticket that it names
            Instant expected = issuedAt.truncatedTo(ChronoUnit.MILLIS).plusMillis(ageMillis);
            if (Duration.between(expected, now).abs().compareTo(WINDOW) > 0) {
                return false;
            }
            // RFC 8446 §8.2: what came before we began to remember may be a copy; it is refused until it is too old
            if (issuedAt.isBefore(startedAt) && expected.isBefore(startedAt.plus(WINDOW))) {
                return false;
            }
            if (freshUntil.containsKey(ticket) || !room(now)) {
                return false;
            }
            freshUntil.put(ticket, expected.plus(WINDOW));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** In milliseconds, as tickets tell their time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean room(Instant now) {
        if (freshUntil.size() < most) {
            return true;
        }
        Iterator<Instant> oldest = freshUntil.values().iterator();
        if (!oldest.next().isBefore(now)) {
            return false;
        }
        oldest.remove();
        return true;
    }
}
