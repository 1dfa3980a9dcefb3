package io.handfast.handshake;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.iana.CodePoints;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import java.util.List;

/** What a session keeps of the handshake that made it (RFC 8446 §4.6.1, RFC 5246 §7.3). */
public final class KeptFacts {
    private static final int ID_LENGTH = 32;

    private KeptFacts() {}

    /** The facts of an established connection, as its session keeps them. */
    public static SessionFacts of(TlsConfig config, HandshakeFacts facts) {
        return new SessionFacts(
                facts.sessionId(),
                facts.sessionCreatedAt().orElse(config.sessions().now()),
                facts.serverName(),
                facts.applicationProtocol(),
                facts.peerCertificates(),
                facts.localCertificates(),
                facts.peerSignatureAlgorithms(),
                config.sessions().identification(),
                config.sessions().peer(),
                facts.statusResponses(),
                facts.maxFragmentLength());
    }

    /** A fresh id for a session that nobody else can have named so. */
    public static Bytes freshId(TlsConfig config) {
        byte[] id = new byte[ID_LENGTH];
        config.random().nextBytes(id);
        return Bytes.owning(id);
    }

    /** The facts of a handshake that takes up a session again. */
    public static HandshakeFactsBuilder resumed(HandshakeFactsBuilder facts, SessionFacts session) {
        return facts.resumed(true)
                .sessionId(session.id())
                .sessionCreatedAt(session.createdAt())
                .peerCertificates(session.peerCertificates())
                .localCertificates(session.localCertificates())
                .statusResponses(session.statusResponses())
                .maxFragmentLength(session.maxFragmentLength());
    }

    /** The same for a client: what the server verifies it says where it asks for a certificate, and so not again. */
    public static HandshakeFactsBuilder resumedByClient(HandshakeFactsBuilder facts, SessionFacts session) {
        return resumed(facts, session).peerSignatureAlgorithms(session.peerSignatureAlgorithms());
    }

    /** The facts of a full handshake, which may follow another one on its connection and takes over nothing of it. */
    public static HandshakeFactsBuilder notResumed(HandshakeFactsBuilder facts) {
        return facts.resumed(false)
                .localCertificates(List.of())
                .peerSignatureAlgorithms(CodePoints.none())
                .maxFragmentLength(0);
    }
}
