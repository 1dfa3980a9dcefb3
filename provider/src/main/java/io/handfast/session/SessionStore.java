package io.handfast.session;

import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions in memory, bounded in number and in age, the oldest going first (RFC 5246 §F.1.4, RFC 8446 §4.6.1).
 *
 * <p>Every operation takes constant time, but for those that evict, which take time for what goes, and those that list or
 * set limits, which look at all. Owns the secrets of
 * what it holds, and zeroes them when a session leaves it otherwise than to a caller. Thread-safe.
 */
public abstract sealed class SessionStore permits ClientSessions, ServerSessions {
    final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<Bytes, Session> byHandle = new LinkedHashMap<>();
    // Sessions with tickets have many handles; those without are their own handle and are not listed here.
    private final Map<Bytes, List<Bytes>> ticketsById = new HashMap<>();
    private final CertificatePool certificates = new CertificatePool();
    private final RevokedIds revoked = new RevokedIds();
    private int limit;
    private Duration timeout;

    /** An empty store; zero means no limit of that kind. */
    SessionStore(InstantSource clock, int limit, Duration timeout) {
        this.clock = clock;
        this.limit = limit;
        this.timeout = timeout;
    }

    /**
     * Keeps a session and takes over its secret, unless it was or may have been invalidated or is too old already.
     *
     * @return whether it is kept; if not, the secret is gone
     */
    public boolean add(Session session) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (revoked.mayContain(session.facts().id(), session.facts().createdAt()) || expired(session, now)) {
                session.destroy();
                return false;
            }
            forget(session.handle());
            Session held = pooled(session);
            byHandle.put(held.handle(), held);
            if (held instanceof Session13) {
                ticketsById
                        .computeIfAbsent(held.facts().id(), id -> new ArrayList<>(2))
                        .add(held.handle());
            }
            added(held);
            evict(now);
            return byHandle.containsKey(held.handle());
        } finally {
            lock.unlock();
        }
    }

    /** The session with the certificates that are already held; itself if it has them, as all have of one peer but the first. */
    @SuppressWarnings("ReferenceEquality") // an equal chain is not the one that is held
    private Session pooled(Session session) {
        SessionFacts facts = session.facts();
        List<X509Certificate> peerChain = certificates.intern(facts.peerCertificates());
        List<X509Certificate> localChain = certificates.intern(facts.localCertificates());
        return peerChain == facts.peerCertificates() && localChain == facts.localCertificates()
                ? session
                : session.with(facts.with(peerChain, localChain));
    }

    /**
     * Ends a session before its time: none of its tickets opens anything any more, and no more are kept.
     *
     * @param id the session's, not a ticket
     */
    public void invalidate(Bytes id) {
        if (id.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            revoked.add(id, clock.instant());
            forget(id);
            List.copyOf(ticketsById.getOrDefault(id, List.of())).forEach(this::forget);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the session with this id was invalidated, as far as that is remembered. */
    public boolean isInvalidated(Bytes id) {
        lock.lock();
        try {
            return revoked.contains(id);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a session was invalidated, or is as old as one about which that was forgotten; then it is not to come back. */
    public boolean mayBeInvalidated(SessionFacts session) {
        lock.lock();
        try {
            return revoked.mayContain(session.id(), session.createdAt());
        } finally {
            lock.unlock();
        }
    }

    /** What is known of a session that could be resumed. */
    public Optional<Session> describe(Bytes id) {
        lock.lock();
        try {
            Bytes handle = byHandle.containsKey(id)
                    ? id
                    : ticketsById.getOrDefault(id, List.of()).stream()
                            .findFirst()
                            .orElse(id);
            return live(handle);
        } finally {
            lock.unlock();
        }
    }

    /** The ids of the sessions that could be resumed, oldest first. */
    public Set<Bytes> ids() {
        lock.lock();
        try {
            forgetExpired(clock.instant());
            Set<Bytes> ids = new LinkedHashSet<>();
            byHandle.values().forEach(session -> ids.add(session.facts().id()));
            return ids;
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions and tickets are held. */
    public int size() {
        lock.lock();
        try {
            return byHandle.size();
        } finally {
            lock.unlock();
        }
    }

    /** The most sessions and tickets to hold; 0 for any number. */
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }

    /** Sets the limit; what is too much goes at once. */
    public void limit(int most) {
        lock.lock();
        try {
            limit = most;
            Instant now = clock.instant();
            forgetExpired(now);
            evict(now);
        } finally {
            lock.unlock();
        }
    }

    /** How long sessions live after their full handshake; zero for no limit of ours. */
    public Duration timeout() {
        lock.lock();
        try {
            return timeout;
        } finally {
            lock.unlock();
        }
    }

    /** Sets the time; what is too old goes at once. */
    public void timeout(Duration longest) {
        lock.lock();
        try {
            timeout = longest;
            forgetExpired(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** How long a session lives at the most, as a time that one can reckon with. */
    public Duration effectiveTimeout() {
        Duration set = timeout();
        return set.isZero() ? Session13.LONGEST_LIFETIME : set;
    }

    /** The time as this store sees it. */
    public Instant now() {
        return clock.instant();
    }

    /** The same chain, made of the objects that are already held. */
    List<X509Certificate> intern(List<X509Certificate> chain) {
        lock.lock();
        try {
            return certificates.intern(chain);
        } finally {
            lock.unlock();
        }
    }

    /** A session that is still good, kept here; the caller holds the lock. */
    final Optional<Session> live(Bytes handle) {
        Session session = byHandle.get(handle);
        if (session == null) {
            return Optional.empty();
        }
        if (expired(session, clock.instant())) {
            forget(handle);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** Takes a session out, with its secret; the caller holds the lock. */
    final Optional<Session> release(Bytes handle) {
        Session session = byHandle.remove(handle);
        if (session == null) {
            return Optional.empty();
        }
        unlisted(session);
        return Optional.of(session);
    }

    /** A session came in; the caller holds the lock. */
    void added(Session session) {}

    /** A session went; the caller holds the lock. */
    void removed(Session session) {}

    private boolean expired(Session session, Instant now) {
        Duration longest = timeout.isZero() ? Session13.LONGEST_LIFETIME : timeout;
        return !session.expiresAt(longest).isAfter(now);
    }

    final void forget(Bytes handle) {
        Optional<Session> released = release(handle);
        if (released.isPresent()) {
            released.get().destroy();
        }
    }

    /** All that is over, wherever it stands: sessions live for different times. */
    private void forgetExpired(Instant now) {
        byHandle.values().stream()
                .filter(session -> expired(session, now))
                .map(Session::handle)
                .toList()
                .forEach(this::forget);
    }

    private void evict(Instant now) {
        Iterator<Session> oldest = byHandle.values().iterator();
        while (oldest.hasNext()) {
            Session session = oldest.next();
            boolean tooMany = limit > 0 && byHandle.size() > limit;
            if (!tooMany && !expired(session, now)) {
                return;
            }
            oldest.remove();
            unlisted(session);
            session.destroy();
        }
    }

    private void unlisted(Session session) {
        Bytes id = session.facts().id();
        if (session instanceof Session13) {
            ticketsById.computeIfPresent(id, (key, handles) -> {
                handles.remove(session.handle());
                return handles.isEmpty() ? null : handles;
            });
        }
        removed(session);
    }
}
