package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The sessions that a client may offer again, by the peer they lead to (RFC 8446 §4.6.1, RFC 5246 §7.4.1.2). */
public final class ClientSessions extends SessionStore {
    /** The most sessions and tickets kept for one peer. */
    static final int MOST_PER_PEER = 8;

    private final Map<PeerKey, Deque<Bytes>> byPeer = new HashMap<>();

    public ClientSessions(InstantSource clock, int limit, Duration timeout) {
        super(clock, limit, timeout);
    }

    /** The newest fitting ticket for a peer; it is taken out, so that it is shown once only (RFC 8446 §C.4). */
    public Optional<Session13> take13(PeerKey peer, Predicate<Session13> fits) {
        lock.lock();
        try {
            Optional<Session13> newest = newest(peer, Session13.class, fits);
            return newest.isPresent() ? release(newest.get().handle()).map(Session13.class::cast) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the tickets for a peer that no longer speaks TLS 1.3 (RFC 8446 §D.3). */
    public void forget13(PeerKey peer) {
        lock.lock();
        try {
            for (Optional<Session13> next = take13(peer, any -> true);
                    next.isPresent();
                    next = take13(peer, any -> true)) {
                next.get().destroy();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A copy of the newest fitting session with a peer, whose secret is the caller's. */
    public Optional<Session12> find12(PeerKey peer, Predicate<Session12> fits) {
        lock.lock();
        try {
            Optional<Session12> newest = newest(peer, Session12.class, fits);
            return newest.isPresent() ? Optional.of(newest.get().copy()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private <S extends Session> Optional<S> newest(PeerKey peer, Class<S> kind, Predicate<S> fits) {
        Deque<Bytes> known = byPeer.get(peer);
        if (known == null) {
            return Optional.empty();
        }
        // Looking at a session that is too old takes it out, so this goes over a copy.
        Iterator<Bytes> handles = new ArrayDeque<>(known).descendingIterator();
        while (handles.hasNext()) {
            Optional<Session> session = live(handles.next());
            if (session.isPresent() && kind.isInstance(session.get())) {
                S found = kind.cast(session.get());
                if (fits.test(found)) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    void added(Session session) {
        Optional<PeerKey> peer = session.facts().peer();
        if (peer.isEmpty()) {
            return;
        }
        Deque<Bytes> handles = byPeer.computeIfAbsent(peer.get(), key -> new ArrayDeque<>(4));
        handles.addLast(session.handle());
        if (handles.size() > MOST_PER_PEER) {
            forget(handles.getFirst());
        }
    }

    @Override
    void removed(Session session) {
        session.facts()
                .peer()
                .ifPresent(peer -> byPeer.computeIfPresent(peer, (key, handles) -> {
                    handles.remove(session.handle());
                    return handles.isEmpty() ? null : handles;
                }));
    }
}
