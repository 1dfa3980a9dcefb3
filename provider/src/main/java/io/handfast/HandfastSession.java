package io.handfast;

import io.handfast.config.HandshakeFacts;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.SessionView;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What a session tells beyond {@code SSLSession}; a view of the session, to be read at any time (RFC 8446 §2).
 *
 * <pre>{@code
 * HandfastSession session = HandfastSession.of(socket.getSession());
 * log(session.namedGroup().orElse("no group") + (session.resumed() ? ", resumed" : ""));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class HandfastSession {
    private final SessionView session;

    HandfastSession(SessionView session) {
        this.session = session;
    }

    /**
     * The view of a session of ours.
     *
     * @throws IllegalArgumentException if another provider made the session
     */
    public static HandfastSession of(SSLSession session) {
        if (session instanceof SessionView view) {
            return new HandfastSession(view);
        }
        throw new IllegalArgumentException("not a session of Handfast, but a "
                + session.getClass().getName() + "; was the SSLContext made by another provider?");
    }

    /** The session itself. */
    public SSLSession session() {
        return session;
    }

    /** Whether the handshake took up an earlier session instead of making a new one. */
    public boolean resumed() {
        return facts().resumed();
    }

    /**
     * The group of the key exchange, such as {@code x25519}; empty where there was none, as with RSA key transport or with a
     * Diffie-Hellman group of the server's own.
     */
    public Optional<String> namedGroup() {
        return facts().group().map(NamedGroup::ianaName);
    }

    /** The scheme with which the peer proved its key; empty if it did not, as when a session is resumed. */
    public Optional<String> peerSignatureScheme() {
        return facts().peerSignatureScheme().map(SignatureScheme::ianaName);
    }

    /** Whether the server asked for a second ClientHello (RFC 8446 §4.1.4). */
    public boolean helloRetryRequest() {
        return facts().helloRetryRequest();
    }

    /** Whether the master secret is bound to the handshake: by RFC 7627 in TLS 1.2, always in TLS 1.3. */
    public boolean extendedMasterSecret() {
        HandshakeFacts facts = facts();
        return facts.extendedMasterSecret()
                || facts.version().filter(ProtocolVersion::is13).isPresent();
    }

    @Override
    public String toString() {
        return session.toString();
    }

    private HandshakeFacts facts() {
        return session.facts();
    }
}
