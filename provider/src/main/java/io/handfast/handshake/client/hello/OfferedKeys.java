package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.ExternalKey;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Session12;
import io.handfast.session.Session13;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a first ClientHello offers besides its shares: those of one session, or some agreed outside of TLS (RFC
 * 8446 §4.2.11, RFC 5246 §7.3). They are this object's until an offer takes them over.
 */
record OfferedKeys(Optional<Session13> session, Optional<Session12> session12, List<ExternalKey> externalKeys) {
    /** What there is for this configuration. */
    static OfferedKeys of(TlsConfig config, List<ProtocolVersion> versions) {
        boolean tls13 = versions.contains(ProtocolVersion.TLS13);
        List<ExternalKey> externalKeys = tls13 ? ExternalKey.offered(config) : List.of();
        try {
            Optional<Session13> session =
                    tls13 && externalKeys.isEmpty() ? OfferedSession.take(config) : Optional.empty();
            // A server that gave us a ticket of TLS 1.3 will hardly go back.
            Optional<Session12> session12 =
                    session.isPresent() ? Optional.empty() : OfferedSession12.find(config, versions);
            return new OfferedKeys(session, session12, externalKeys);
        } catch (RuntimeException failed) {
            externalKeys.forEach(ExternalKey::destroy);
            throw failed;
        }
    }

    boolean isEmpty() {
        return session.isEmpty() && session12.isEmpty() && externalKeys.isEmpty();
    }

    /** Forgets them, for the case that there is no offer. */
    void destroy() {
        session.ifPresent(Session13::destroy);
        session12.ifPresent(Session12::destroy);
        externalKeys.forEach(ExternalKey::destroy);
    }
}
