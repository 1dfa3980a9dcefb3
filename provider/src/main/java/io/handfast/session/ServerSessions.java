package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The sessions that a server keeps itself, by id or by ticket (RFC 5246 §7.3, RFC 8446 §4.6.1). */
public final class ServerSessions extends SessionStore {
    private final AntiReplay antiReplay;

    public ServerSessions(InstantSource clock, int limit, Duration timeout) {
        super(clock, limit, timeout);
        antiReplay = new AntiReplay(clock, AntiReplay.MOST);
    }

    /** What sees to it that early data is taken once. */
    public AntiReplay antiReplay() {
        return antiReplay;
    }

    /** A copy of the session with this id, whose secret is the caller's. */
    public Optional<Session12> find12(Bytes id) {
        lock.lock();
        try {
            return live(id).filter(Session12.class::isInstance).map(session -> ((Session12) session).copy());
        } finally {
            lock.unlock();
        }
    }

    /** How much early data the session behind such a ticket allows, in bytes; 0 if there is none. The ticket stays good. */
    public long maxEarlyDataSize(Bytes ticket) {
        lock.lock();
        try {
            return live(ticket)
                    .filter(Session13.class::isInstance)
                    .map(session -> ((Session13) session).maxEarlyDataSize())
                    .orElse(0L);
        } finally {
            lock.unlock();
        }
    }

    /** The session behind a ticket that is no more than a name for it; it is taken out, so no ticket works twice. */
    public Optional<Session13> take13(Bytes ticket) {
        lock.lock();
        try {
            return live(ticket)
                    .filter(Session13.class::isInstance)
                    .flatMap(session -> release(ticket))
                    .map(Session13.class::cast);
        } finally {
            lock.unlock();
        }
    }
}
