package io.handfast.handshake.server.tls13;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.ExtensionBlock;
import io.handfast.handshake.Effects;
import io.handfast.handshake.KeptFacts;
import io.handfast.keyschedule.ResumptionPsk;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.NewSessionTicket13;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tickets that a server sends once the handshake is done, and again when a client has shown late who it is (RFC 8446 §4.6.1).
 *
 * @param resumptionMasterSecret owned by this object
 * @param issued how many there have been on this connection
 */
record TicketFlight(TlsConfig config, CipherSuite13 suite, Hkdf hkdf, Secret resumptionMasterSecret, int issued) {
    /** What issues tickets on this connection, whose transcript must hold the client's Finished; nothing if there are to be none. */
    static Optional<TicketFlight> of(ServerHandshake13 handshake) {
        if (!handshake.issuesTickets()) {
            return Optional.empty();
        }
        Transcript transcript = handshake.transcript();
        byte[] hash = handshake.mayAskLater() ? transcript.hash() : transcript.lastHash();
        return Optional.of(new TicketFlight(
                handshake.config(),
                handshake.suite(),
                handshake.hkdf(),
                handshake.masterSecret().resumptionMasterSecret(hash),
                0));
    }

    /** Sends those that belong to the handshake. */
    TicketFlight send(Effects effects) {
        int most = config.sessions().ticketCount();
        // A resumption used one ticket up, so one replaces it.
        return send(effects.facts().resumed() ? Math.min(1, most) : most, effects);
    }

    /** Sends others, for a session that knows more than the one of the tickets before; those remain what they were. */
    TicketFlight sendAgain(Effects effects) {
        return send(config.sessions().ticketCount(), effects);
    }

    private TicketFlight send(int count, Effects effects) {
        Sessions sessions = config.sessions();
        HandshakeFacts facts = effects.facts();
        SessionFacts kept = KeptFacts.of(config, facts);
        Instant now = sessions.now();
        Duration lifetime = lifetime(sessions, kept, now);
        if (lifetime.toSeconds() <= 0 || sessions.server().mayBeInvalidated(kept)) {
            return this;
        }
        long maxEarlyDataSize = config.options().earlyData().maxEarlyDataSize();
        ExtensionBlock extensions = maxEarlyDataSize > 0
                ? ExtensionBlock.of(new EarlyDataIndication.Limit(maxEarlyDataSize))
                : ExtensionBlock.empty();
        for (int i = issued; i < issued + count; i++) {
            // RFC 8446 §4.6.1: the nonce is unique among the tickets of a connection
            Bytes nonce = Bytes.owning(new byte[] {(byte) (i >>> 8), (byte) i});
            Session13 session = new Session13(
                    kept,
                    suite,
                    ResumptionPsk.of(hkdf, resumptionMasterSecret, nonce.toArray()),
                    Bytes.empty(),
                    // RFC 8446 §4.6.1: a fresh random value for each ticket
                    config.random().nextInt() & 0xffff_ffffL,
                    now,
                    lifetime,
                    maxEarlyDataSize,
                    facts.group());
            effects.send(new NewSessionTicket13(
                    lifetime.toSeconds(), session.ageAdd(), nonce, ticket(config, session), extensions));
        }
        return new TicketFlight(config, suite, hkdf, resumptionMasterSecret, issued + count);
    }

    /** Nothing will be derived for a while: keeps the secret alone. */
    void rest() {
        hkdf.release();
    }

    void destroy() {
        resumptionMasterSecret.destroy();
    }

    /** Sealed for the client to keep, or a name for what we keep ourselves. */
    private static Bytes ticket(TlsConfig config, Session13 session) {
        Sessions sessions = config.sessions();
        Optional<Bytes> sealed =
                sessions.sealsTickets() ? sessions.tickets().seal(config.jca(), session) : Optional.empty();
        if (sealed.isPresent()) {
            session.destroy();
            return sealed.get();
        }
        Bytes name = KeptFacts.freshId(config);
        sessions.server().add(session.withTicket(name));
        return name;
    }

    /** What is left of the session's time, which begins with its full handshake. */
    private static Duration lifetime(Sessions sessions, SessionFacts kept, Instant now) {
        Duration left =
                Duration.between(now, kept.createdAt().plus(sessions.server().effectiveTimeout()));
        // RFC 8446 §4.6.1: seven days at most
        return left.compareTo(Session13.LONGEST_LIFETIME) > 0 ? Session13.LONGEST_LIFETIME : left;
    }
}
