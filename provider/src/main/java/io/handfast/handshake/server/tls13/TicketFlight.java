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
import io.handfast.message.MessageCodec;
import io.handfast.message.NewSessionTicket13;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The tickets that a server sends behind its Finished or the client's, and again when a client has shown late who it is
 * (RFC 8446 §4.6.1).
 *
 * @param resumptionMasterSecret owned by this object
 * @param issued how many there have been on this connection
 * @param waiting those that were made and have not been sent
 */
record TicketFlight(
        TlsConfig config,
        CipherSuite13 suite,
        Hkdf hkdf,
        Secret resumptionMasterSecret,
        int issued,
        List<Made> waiting) {

    /**
     * A ticket.
     *
     * @param kept what it names, if we keep that ourselves: from the moment when it is sent
     */
    record Made(NewSessionTicket13 message, Bytes encoded, Optional<Session13> kept) {
        void destroy() {
            kept.ifPresent(Session13::destroy);
        }
    }

    /**
     * The tickets that belong to the handshake, yet to be sent; nothing if there are to be none.
     *
     * @param handshake whose transcript holds the client's Finished
     */
    static Optional<TicketFlight> of(ServerHandshake13 handshake, HandshakeFacts facts) {
        if (!handshake.issuesTickets()) {
            return Optional.empty();
        }
        Transcript transcript = handshake.transcript();
        byte[] hash = handshake.mayAskLater() ? transcript.hash() : transcript.lastHash();
        TicketFlight none = new TicketFlight(
                handshake.config(),
                handshake.suite(),
                handshake.hkdf(),
                handshake.masterSecret().resumptionMasterSecret(hash),
                0,
                List.of());
        int most = none.config.sessions().ticketCount();
        try {
            // A resumption used one ticket up, so one replaces it.
            return Optional.of(none.make(facts.resumed() ? Math.min(1, most) : most, facts));
        } catch (RuntimeException failed) {
            // It is nobody's yet.
            none.destroy();
            throw failed;
        }
    }

    /** Whether one that waits names something that we keep ourselves. */
    boolean keepsAny() {
        for (Made ticket : waiting) {
            if (ticket.kept().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Sends those that wait. */
    TicketFlight send(Effects effects) {
        for (Made ticket : waiting) {
            effects.send(ticket.message(), ticket.encoded());
        }
        // Last: what has been kept is not ours any more. Its age begins now, as the client will count it.
        Sessions sessions = config.sessions();
        for (Made ticket : waiting) {
            if (ticket.kept().isPresent()) {
                sessions.server().add(ticket.kept().get().withIssuedAt(sessions.now()));
            }
        }
        return new TicketFlight(config, suite, hkdf, resumptionMasterSecret, issued, List.of());
    }

    /** Sends others, for a session that knows more than the one of the tickets before; those remain what they were. */
    TicketFlight sendAgain(Effects effects) {
        return make(config.sessions().ticketCount(), effects.facts()).send(effects);
    }

    private TicketFlight make(int count, HandshakeFacts facts) {
        Sessions sessions = config.sessions();
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
        List<Made> made = allOrNone(issued, count, i -> {
            // RFC 8446 §4.6.1: the nonce is unique among the tickets of a connection, and a fresh random value goes
            // with each
            Bytes nonce = Bytes.owning(new byte[] {(byte) (i >>> 8), (byte) i});
            long ageAdd = config.random().nextInt() & 0xffff_ffffL;
            Secret key = ResumptionPsk.of(hkdf, resumptionMasterSecret, nonce.toArray());
            return made(
                    new Session13(
                            kept, suite, key, Bytes.empty(), ageAdd, now, lifetime, maxEarlyDataSize, facts.group()),
                    nonce,
                    extensions);
        });
        return new TicketFlight(config, suite, hkdf, resumptionMasterSecret, issued + count, made);
    }

    /** If one cannot be made, those before it are forgotten: they are nobody's yet. */
    static List<Made> allOrNone(int first, int count, IntFunction<Made> each) {
        List<Made> all = new ArrayList<>(count);
        try {
            for (int i = first; i < first + count; i++) {
                all.add(each.apply(i));
            }
            return all;
        } catch (RuntimeException failed) {
            all.forEach(Made::destroy);
            throw failed;
        }
    }

    /** Nothing will be derived for a while: keeps the secret alone. */
    void rest() {
        hkdf.release();
    }

    void destroy() {
        resumptionMasterSecret.destroy();
        for (Made ticket : waiting) {
            ticket.destroy();
        }
    }

    /** Sealed for the client to keep, or a name for what we keep ourselves; the session is this method's. */
    Made made(Session13 session, Bytes nonce, ExtensionBlock extensions) {
        Sessions sessions = config.sessions();
        boolean kept = false;
        try {
            Optional<Bytes> sealed =
                    sessions.sealsTickets() ? sessions.tickets().seal(config.jca(), session) : Optional.empty();
            Bytes ticket = sealed.isPresent() ? sealed.get() : KeptFacts.freshId(config);
            NewSessionTicket13 message =
                    new NewSessionTicket13(session.lifetime().toSeconds(), session.ageAdd(), nonce, ticket, extensions);
            Bytes encoded = MessageCodec.encode(message);
            kept = sealed.isEmpty();
            return new Made(message, encoded, kept ? Optional.of(session.withTicket(ticket)) : Optional.empty());
        } finally {
            if (!kept) {
                session.destroy();
            }
        }
    }

    /** What is left of the session's time, which begins with its full handshake. */
    private static Duration lifetime(Sessions sessions, SessionFacts kept, Instant now) {
        Duration left =
                Duration.between(now, kept.createdAt().plus(sessions.server().effectiveTimeout()));
        // RFC 8446 §4.6.1: seven days at most
        return left.compareTo(Session13.LONGEST_LIFETIME) > 0 ? Session13.LONGEST_LIFETIME : left;
    }
}
