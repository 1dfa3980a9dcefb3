package io.handfast.jsse;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.connection.Exports;
import io.handfast.session.PeerKey;
import io.handfast.session.Session;
import io.handfast.session.Session12;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.SessionStore;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one context and role that may be resumed (JSSE, SSLSessionContext).
 *
 * <p>A server lists those that it keeps itself; those that it sealed into tickets are with the clients.
 */
final class SessionContext implements SSLSessionContext {
    private final SessionStore store;
    private final Consumer<Duration> timeoutChanged;
    private final KeptValues values;

    /** A view of a store; {@code timeoutChanged} is told how long sessions live from now on. */
    SessionContext(SessionStore store, Consumer<Duration> timeoutChanged) {
        this.store = store;
        this.timeoutChanged = timeoutChanged;
        this.values = new KeptValues(store);
    }

    @Override
    public @Nullable SSLSession getSession(byte[] sessionId) {
        if (sessionId == null) {
            throw new NullPointerException("sessionId");
        }
        return store.describe(Bytes.copyOf(sessionId)).map(this::view).orElse(null);
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.enumeration(store.ids().stream().map(Bytes::toArray).toList());
    }

    @Override
    public void setSessionTimeout(int seconds) {
        store.timeout(Duration.ofSeconds(requireNotNegative(seconds)));
        timeoutChanged.accept(store.effectiveTimeout());
    }

    @Override
    public int getSessionTimeout() {
        return Math.toIntExact(store.timeout().toSeconds());
    }

    @Override
    public void setSessionCacheSize(int size) {
        store.limit(requireNotNegative(size));
    }

    @Override
    public int getSessionCacheSize() {
        return store.limit();
    }

    /** Ends a session: it is not resumed again. */
    void invalidate(Bytes id) {
        store.invalidate(id);
        values.forget(id);
    }

    /** What programs keep with the sessions. */
    KeptValues values() {
        return values;
    }

    boolean isInvalidated(Bytes id) {
        return store.isInvalidated(id);
    }

    private SSLSession view(Session session) {
        SessionFacts kept = session.facts();
        HandshakeFactsBuilder facts = HandshakeFacts.nothing()
                .with()
                .version(session.version())
                .cipherSuite(session.suite())
                .sessionId(kept.id())
                .sessionCreatedAt(kept.createdAt())
                .serverName(kept.serverName())
                .applicationProtocol(kept.applicationProtocol())
                .peerCertificates(kept.peerCertificates())
                .localCertificates(kept.localCertificates())
                .statusResponses(kept.statusResponses())
                .peerSignatureAlgorithms(kept.peerSignatureAlgorithms());
        if (session instanceof Session12 session12) {
            facts.extendedMasterSecret(session12.extendedMasterSecret());
        } else if (session instanceof Session13 session13) {
            session13.group().ifPresent(facts::group);
        }
        HandshakeFacts settled = facts.build();
        return new SessionView(
                () -> settled,
                kept.peer().isPresent(),
                new Exports(),
                this,
                kept.peer().map(PeerKey::host).orElse(null),
                kept.peer().map(PeerKey::port).orElse(-1),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static int requireNotNegative(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("must not be negative: " + value);
        }
        return value;
    }
}
