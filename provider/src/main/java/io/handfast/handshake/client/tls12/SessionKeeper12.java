package io.handfast.handshake.client.tls12;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.Effects;
import io.handfast.handshake.KeptFacts;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.NewSessionTicket12;
import io.handfast.session.Session12;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/** Keeps the session of a finished handshake for the next one, by the server's id or ticket (RFC 5246 §7.3, RFC 5077 §3.3). */
final class SessionKeeper12 {
    /** A ticket longer than this, in bytes, would leave the ClientHello too little room for itself. */
    private static final int LONGEST_TICKET = 0x8000;

    private SessionKeeper12() {}

    /** Keeps the session of a full handshake, if the server gave us a name for it. */
    static void keepNew(
            Handshake12 handshake, MasterSecret12 masterSecret, Optional<NewSessionTicket12> ticket, Effects effects) {
        Optional<NewSessionTicket12> usable = usable(ticket);
        if (handshake.ticketPromised() && usable.isEmpty()) {
            // RFC 5077 §3.3: an empty ticket takes the promise back, and then the server's id counts again
            effects.learned(effects.facts()
                    .with()
                    .sessionId(handshake.serverSessionId())
                    .build());
        }
        if (!effects.facts().sessionId().isEmpty()) {
            keep(handshake, masterSecret, usable, effects.facts());
        }
    }

    /** Puts a renewed ticket in the place of the one that was shown; without one, the session stays as it is. */
    static void renew(
            Handshake12 handshake, MasterSecret12 masterSecret, Optional<NewSessionTicket12> ticket, Effects effects) {
        usable(ticket).ifPresent(renewed -> keep(handshake, masterSecret, Optional.of(renewed), effects.facts()));
    }

    private static Optional<NewSessionTicket12> usable(Optional<NewSessionTicket12> ticket) {
        return ticket.filter(
                given -> !given.ticket().isEmpty() && given.ticket().length() <= LONGEST_TICKET);
    }

    private static void keep(
            Handshake12 handshake,
            MasterSecret12 masterSecret,
            Optional<NewSessionTicket12> ticket,
            HandshakeFacts facts) {
        TlsConfig config = handshake.config();
        Sessions sessions = config.sessions();
        if (sessions.peer().isEmpty() || !sessions.mayResume12(handshake.extendedMasterSecret())) {
            return;
        }
        sessions.client()
                .add(new Session12(
                        KeptFacts.of(config, facts),
                        handshake.cipherSpec().version(),
                        handshake.suite(),
                        Secret.copyOf(masterSecret.secret().reveal()),
                        handshake.extendedMasterSecret(),
                        handshake.cipherSpec().encryptThenMac(),
                        ticket.map(NewSessionTicket12::ticket).orElse(Bytes.empty()),
                        ticket.map(given -> lifetime(sessions, given, facts)).orElse(Duration.ZERO)));
    }

    /** RFC 5077 §3.3: the hint counts from now, a session's time from its full handshake. */
    private static Duration lifetime(Sessions sessions, NewSessionTicket12 ticket, HandshakeFacts facts) {
        if (ticket.lifetimeHintSeconds() == 0) {
            return Duration.ZERO;
        }
        return Duration.between(facts.sessionCreatedAt().orElseGet(sessions::now), sessions.now())
                .plusSeconds(ticket.lifetimeHintSeconds());
    }
}
