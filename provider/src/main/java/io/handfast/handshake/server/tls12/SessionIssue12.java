package io.handfast.handshake.server.tls12;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.KeptFacts;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.NewSessionTicket12;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/** How a session outlives its connection: in a ticket that the client keeps, or in our store by its id (RFC 5077 §3.3, RFC 5246 §7.3). */
final class SessionIssue12 {
    private SessionIssue12() {}

    /** The ticket that was promised; empty if the session has come to its end meanwhile. */
    static NewSessionTicket12 ticket(ServerHandshake12 handshake, MasterSecret12 masterSecret, HandshakeFacts facts) {
        return ticket(handshake.config(), session(handshake, masterSecret, facts));
    }

    /** The same for this session, which is taken over. */
    static NewSessionTicket12 ticket(TlsConfig config, Session12 session) {
        Sessions sessions = config.sessions();
        Duration left = left(sessions, session.facts());
        if (left.toSeconds() <= 0 || sessions.server().mayBeInvalidated(session.facts())) {
            session.destroy();
            // RFC 5077 §3.3: an empty ticket takes the promise back
            return new NewSessionTicket12(0, Bytes.empty());
        }
        Bytes ticket;
        try {
            ticket = sessions.tickets().seal(config.jca(), session).orElse(Bytes.empty());
        } catch (RuntimeException failed) {
            session.destroy();
            throw failed;
        }
        if (!ticket.isEmpty()) {
            session.destroy();
            return new NewSessionTicket12(left.toSeconds(), ticket);
        }
        // Too large, so it stays here, and its name is the ticket.
        sessions.server().add(session);
        return new NewSessionTicket12(left.toSeconds(), session.facts().id());
    }

    /** Keeps the session under the id of the ServerHello, if there was one; the handshake must be complete. */
    static void keep(ServerHandshake12 handshake, MasterSecret12 masterSecret, HandshakeFacts facts) {
        if (!handshake.promisesTicket() && !facts.sessionId().isEmpty()) {
            handshake.config().sessions().server().add(session(handshake, masterSecret, facts));
        }
    }

    private static Session12 session(ServerHandshake12 handshake, MasterSecret12 masterSecret, HandshakeFacts facts) {
        return new Session12(
                KeptFacts.of(handshake.config(), facts),
                handshake.cipherSpec().version(),
                handshake.cipherSpec().suite(),
                Secret.copyOf(masterSecret.secret().reveal()),
                handshake.extendedMasterSecret(),
                handshake.cipherSpec().encryptThenMac(),
                Bytes.empty(),
                Duration.ZERO);
    }

    /** What is left of the session's time, which begins with its full handshake. */
    private static Duration left(Sessions sessions, SessionFacts kept) {
        Instant end = kept.createdAt().plus(sessions.server().effectiveTimeout());
        return Duration.between(sessions.now(), end);
    }
}
