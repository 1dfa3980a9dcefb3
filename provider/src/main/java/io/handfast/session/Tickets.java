package io.handfast.session;

import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A server's sessions in the client's keeping: sealed into tickets, and out of them again (RFC 5077 §3, RFC 8446
 * §4.6.1).
 *
 * <p>Each context has keys of its own, so that a ticket never leads from one trust or identity to another, unless it was given
 * some that it shares with others. Thread-safe.
 */
public final class Tickets {
    /** More content than this, which only long client chains make, is kept in the store instead. */
    private static final int MOST_CONTENT = 16 * 1024;

    private static final int MOST_LOCAL_CHAINS = 256;

    private final TicketKeys keys;
    private final ServerSessions store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<Bytes, List<X509Certificate>> localChains = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Tickets under these keys.
     *
     * @param store knows which sessions were invalidated, and how long they may live
     */
    public Tickets(TicketKeys keys, ServerSessions store) {
        this.keys = keys;
        this.store = store;
    }

    /** A session out of a ticket, and whether the ticket should be replaced because its key is retired. */
    public record Opened<S extends Session>(S session, boolean renew) {}

    /** The keys underneath. */
    public TicketKeys keys() {
        return keys;
    }

    /** Seals a session, whose secret stays the caller's; empty if it is too large for a ticket or no key may seal. */
    public Optional<Bytes> seal(Jca jca, Session session) {
        TicketCodec codec = new TicketCodec(jca, fingerprints);
        WireWriter content = codec.encode(session);
        try {
            if (content.size() > MOST_CONTENT) {
                return Optional.empty();
            }
            remember(
                    codec.fingerprint(session.facts().localCertificates()),
                    session.facts().localCertificates());
            return keys.seal(jca, content);
        } finally {
            content.clear();
        }
    }

    /** Opens a ticket for a TLS 1.2 session that is still good; its secret is the caller's. */
    public Optional<Opened<Session12>> open12(Jca jca, Bytes ticket) {
        return open12(jca, ticket, any -> List.of());
    }

    /**
     * The same for a ticket that another server may have sealed, under keys that it shares with us.
     *
     * @param ours finds a chain of ours by the SHA-256 digest of its leaf, where none was sealed here; empty for none
     */
    public Optional<Opened<Session12>> open12(Jca jca, Bytes ticket, Function<Bytes, List<X509Certificate>> ours) {
        return open(jca, ticket, ours, Session12.class);
    }

    /** Opens a ticket for a TLS 1.3 session that is still good; its secret is the caller's. */
    public Optional<Opened<Session13>> open13(Jca jca, Bytes ticket) {
        return open13(jca, ticket, any -> List.of());
    }

    /**
     * The same for a ticket that another server may have sealed, under keys that it shares with us.
     *
     * @param ours finds a chain of ours by the SHA-256 digest of its leaf, where none was sealed here; empty for none
     */
    public Optional<Opened<Session13>> open13(Jca jca, Bytes ticket, Function<Bytes, List<X509Certificate>> ours) {
        return open(jca, ticket, ours, Session13.class);
    }

    private <S extends Session> Optional<Opened<S>> open(
            Jca jca, Bytes ticket, Function<Bytes, List<X509Certificate>> ours, Class<S> kind) {
        Optional<TicketKeys.Opened> opened = keys.open(jca, ticket);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = opened.get().content();
        Optional<Session> session;
        try {
            session = new TicketCodec(jca, fingerprints).decode(content, name -> localChain(name, ours), store::intern);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        if (session.isEmpty()) {
            return Optional.empty();
        }
        boolean good = kind.isInstance(session.get())
                && session.get().expiresAt(store.effectiveTimeout()).isAfter(store.now())
                && !store.mayBeInvalidated(session.get().facts());
        if (!good) {
            session.get().destroy();
            return Optional.empty();
        }
        return Optional.of(new Opened<>(kind.cast(session.get()), opened.get().retired()));
    }

    private void remember(Bytes fingerprint, List<X509Certificate> chain) {
        if (fingerprint.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            localChains.putIfAbsent(fingerprint, chain);
            if (localChains.size() > MOST_LOCAL_CHAINS) {
                localChains.remove(localChains.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private List<X509Certificate> localChain(Bytes fingerprint, Function<Bytes, List<X509Certificate>> ours) {
        lock.lock();
        try {
            List<X509Certificate> sealed = localChains.get(fingerprint);
            if (sealed != null) {
                return sealed;
            }
        } finally {
            lock.unlock();
        }
        return fingerprint.isEmpty() ? List.of() : ours.apply(fingerprint);
    }
}
