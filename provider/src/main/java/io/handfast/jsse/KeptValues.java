package io.handfast.jsse;

import io.handfast.session.SessionStore;
import io.handfast.wire.Bytes;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The values of the sessions of one context and role, so that they are there again after a resumption (JSSE,
 * SSLSession.putValue).
 *
 * <p>Only sessions with a value are in here. Bounded as the sessions are, in number and in time, the oldest going first.
 * Thread-safe.
 */
final class KeptValues {
    private static final int MOST = 20_480;

    private final SessionStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, SessionValues> bySession = new LinkedHashMap<>();

    KeptValues(SessionStore store) {
        this.store = store;
    }

    /**
     * What tells a session from every other. The id alone does not: before TLS 1.3 servers make it up, and two of them
     * may use the same.
     *
     * @param peerHost whom a client reached; null where nobody said
     * @param peerPort a negative number where nobody said
     */
    record Key(Bytes id, long createdAtMillis, @Nullable String peerHost, int peerPort) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && createdAtMillis == that.createdAtMillis
                    && peerPort == that.peerPort
                    && id.equals(that.id)
                    && Objects.equals(peerHost, that.peerHost);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, createdAtMillis, peerHost, peerPort);
        }
    }

    @Nullable
    SessionValues of(Key session) {
        lock.lock();
        try {
            return bySession.get(session);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps these values for the session, unless there are some already; returns what is kept. */
    SessionValues keep(Key session, SessionValues values) {
        Instant now = store.now();
        long tooOld = now.minus(store.effectiveTimeout()).toEpochMilli();
        int most = store.limit() == 0 ? MOST : store.limit();
        lock.lock();
        try {
            SessionValues kept = bySession.computeIfAbsent(session, key -> values);
            Iterator<Key> oldest = bySession.keySet().iterator();
            while (oldest.hasNext()) {
                if (oldest.next().createdAtMillis() > tooOld && bySession.size() <= most) {
                    break;
                }
                oldest.remove();
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /** The session with this id has ended. */
    void forget(Bytes id) {
        lock.lock();
        try {
            bySession.keySet().removeIf(session -> session.id().equals(id));
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return bySession.size();
        } finally {
            lock.unlock();
        }
    }
}
