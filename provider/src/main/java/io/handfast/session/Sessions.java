package io.handfast.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * All that a connection may do with sessions: the stores and keys of its context, and its own wishes (RFC 8446 §2.2,
 * RFC 5246 §7.3, RFC 5077 §3.1).
 *
 * @param client what clients of the context may offer again
 * @param server what its servers keep
 * @param tickets what its servers seal
 * @param clock where the time comes from
 * @param remembers whether anything is offered, taken, issued or kept at all
 * @param creationEnabled whether a full handshake may make a new session; if not, only a resumption will do
 * @param sealsTickets whether a server seals sessions into tickets; otherwise it keeps them itself
 * @param ticketCount how many tickets a TLS 1.3 server issues after a handshake, 0 to 255
 * @param tickets12 whether a client asks for tickets in TLS 1.2
 * @param legacyResumption whether sessions of TLS 1.2 whose master secret is not bound to its handshake may be resumed
 * @param peer whom a client wants to reach; without one it resumes nothing
 * @param identification how the peer's name is checked on this connection, such as {@code HTTPS}; empty for not at all
 */
public record Sessions(
        ClientSessions client,
        ServerSessions server,
        Tickets tickets,
        InstantSource clock,
        boolean remembers,
        boolean creationEnabled,
        boolean sealsTickets,
        int ticketCount,
        boolean tickets12,
        boolean legacyResumption,
        Optional<PeerKey> peer,
        String identification) {
    /** How many sessions are kept unless told otherwise. */
    public static final int DEFAULT_LIMIT = 20_480;

    /** How long sessions live unless told otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(1);

    /** How many tickets a TLS 1.3 server issues unless told otherwise: a browser opens connections in pairs. */
    public static final int DEFAULT_TICKET_COUNT = 2;

    /** How long a ticket key seals unless told otherwise. */
    public static final Duration DEFAULT_KEY_PERIOD = Duration.ofHours(1);

    private static final Sessions NONE = of(
                    new SecureRandom(), InstantSource.system(), DEFAULT_LIMIT, DEFAULT_KEY_PERIOD)
            .withRemembering(false);

    /** Nothing is resumed, issued or kept. */
    public static Sessions none() {
        return NONE;
    }

    /** Fresh stores and keys of one context, all defaults. */
    public static Sessions of(SecureRandom random, InstantSource clock, int limit, Duration keyPeriod) {
        return of(clock, limit, new TicketKeys(random, clock, keyPeriod, DEFAULT_TIMEOUT));
    }

    /** Fresh stores of one context with these ticket keys, otherwise all defaults. */
    public static Sessions of(InstantSource clock, int limit, TicketKeys keys) {
        ServerSessions server = new ServerSessions(clock, limit, DEFAULT_TIMEOUT);
        return new Sessions(
                new ClientSessions(clock, limit, DEFAULT_TIMEOUT),
                server,
                new Tickets(keys, server),
                clock,
                true,
                true,
                true,
                DEFAULT_TICKET_COUNT,
                true,
                false,
                Optional.empty(),
                "");
    }

    /** The same stores and keys with or without any use of them. */
    public Sessions withRemembering(boolean wanted) {
        return new Sessions(
                client,
                server,
                tickets,
                clock,
                wanted,
                creationEnabled,
                sealsTickets,
                ticketCount,
                tickets12,
                legacyResumption,
                peer,
                identification);
    }

    /** The same stores and keys with other ways to issue tickets. */
    public Sessions withTickets(boolean sealing, int count13, boolean wanted12) {
        return new Sessions(
                client,
                server,
                tickets,
                clock,
                remembers,
                creationEnabled,
                sealing,
                count13,
                wanted12,
                legacyResumption,
                peer,
                identification);
    }

    /** The same stores and keys with or without sessions whose master secret is not bound to its handshake (RFC 7627). */
    public Sessions withLegacyResumption(boolean wanted) {
        return new Sessions(
                client,
                server,
                tickets,
                clock,
                remembers,
                creationEnabled,
                sealsTickets,
                ticketCount,
                tickets12,
                wanted,
                peer,
                identification);
    }

    /** The same stores and keys for one connection. */
    public Sessions forConnection(Optional<PeerKey> wantedPeer, String nameCheck, boolean mayCreate) {
        return new Sessions(
                client,
                server,
                tickets,
                clock,
                remembers,
                mayCreate,
                sealsTickets,
                ticketCount,
                tickets12,
                legacyResumption,
                wantedPeer,
                nameCheck);
    }

    /** The same for a connection that leads to this peer. */
    public Sessions toPeer(PeerKey wantedPeer) {
        return forConnection(Optional.of(wantedPeer), identification, creationEnabled);
    }

    /** Whether a session of TLS 1.2 or below with or without this property may be kept and taken up again. */
    public boolean mayResume12(boolean extendedMasterSecret) {
        // RFC 7627 §5.3: a session without it should be neither offered nor accepted.
        return remembers && (extendedMasterSecret || legacyResumption);
    }

    /** The time now. */
    public Instant now() {
        return clock.instant();
    }
}
