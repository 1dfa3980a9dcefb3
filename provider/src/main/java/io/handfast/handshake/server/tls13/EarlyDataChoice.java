package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.Defaults;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.handshake.Effects;
import io.handfast.iana.ExtensionType;
import io.handfast.message.ClientHello;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.session.Tickets;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/** Whether a server takes the early data of a client (RFC 8446 §4.2.10, §8). */
final class EarlyDataChoice {
    private EarlyDataChoice() {}

    static boolean isOffered(ClientHello hello) {
        return hello.extensions().has(ExtensionType.EARLY_DATA);
    }

    /** RFC 8446 §4.1.2, §4.2.10: the second ClientHello announces no early data. */
    static void refuseIn(ClientHello second) {
        if (isOffered(second)) {
            throw ILLEGAL_PARAMETER.because("the second ClientHello announces early data");
        }
    }

    /**
     * Whether the early data is taken; a ticket is used up by it.
     *
     * @param protocol the application protocol of this connection
     */
    static boolean accepts(
            TlsConfig config,
            CipherSuite13 suite,
            ClientHello hello,
            Optional<AcceptedKey> key,
            Optional<String> protocol) {
        // RFC 8446 §4.2.10: the key is the first that the client offers
        if (!isOffered(hello)
                || key.flatMap(AcceptedKey::session).isEmpty()
                || key.get().index() != 0) {
            return false;
        }
        Session13 session = key.get().session().orElseThrow();
        return session.maxEarlyDataSize() > 0
                // All of what the ticket allows must be welcome now, because no part of it can be refused.
                && session.maxEarlyDataSize() <= config.options().earlyData().maxEarlyDataSize()
                // Its key is made of the ticket alone, so a group that is given up must not stand behind it.
                && session.group().filter(config.groups()::contains).isPresent()
                // RFC 8446 §4.2.10: version, suite and application protocol are those of the session
                && session.suite().codePoint() == suite.codePoint()
                && session.facts().applicationProtocol().equals(protocol)
                && isFresh(config, hello, session);
    }

    private static boolean isFresh(TlsConfig config, ClientHello hello, Session13 session) {
        PskIdentity first = hello.extensions()
                .find(PreSharedKey.Offered.class)
                .orElseThrow()
                .identities()
                .get(0);
        // RFC 8446 §4.2.11.1: the age is what the client shows less what hides it, modulo 2^32
        long ageMillis = first.obfuscatedTicketAge() - session.ageAdd() & 0xffff_ffffL;
        // Tickets are long; their digest names them as well.
        Bytes ticket = Bytes.owning(config.jca()
                .digest(HashAlgorithm.SHA256)
                .digest(first.identity().toArray()));
        return config.sessions().server().antiReplay().admits(ticket, session.issuedAt(), ageMillis);
    }

    /**
     * Tells what becomes of the early data, if a client offers any; that which is not taken must be passed over.
     *
     * @param ofTicket what the ticket allows, as {@link #ofFirstTicket} says
     */
    static void announce(TlsConfig config, ClientHello hello, long ofTicket, boolean accepted, Effects effects) {
        if (!isOffered(hello)) {
            return;
        }
        effects.learned(effects.facts()
                .with()
                .earlyData(accepted ? EarlyDataStatus.ACCEPTED : EarlyDataStatus.REJECTED)
                .build());
        if (!accepted) {
            // The client knows what its ticket says, not what this server has come to think since.
            long ofServer = config.options().earlyData().maxEarlyDataSize();
            effects.skipEarlyData(Math.max(Math.max(ofServer, ofTicket), Defaults.MAX_SKIPPED_EARLY_DATA));
        }
    }

    /**
     * What the ticket allows that the client offers first, in bytes; 0 if it is none of ours, or too old, or there is no
     * early data. Ask before a session is looked for: a ticket that is no more than a name is then used up, whether its
     * session fits or not.
     */
    static long ofFirstTicket(TlsConfig config, ClientHello hello) {
        Sessions sessions = config.sessions();
        Optional<PreSharedKey.Offered> offered = hello.extensions().find(PreSharedKey.Offered.class);
        if (!isOffered(hello) || offered.isEmpty() || !sessions.remembers()) {
            return 0;
        }
        // RFC 8446 §4.2.10: early data comes under the first key offered, whichever is taken
        Bytes ticket = offered.get().identities().get(0).identity();
        Optional<Session13> sealed =
                sessions.tickets().open13(config.jca(), ticket).map(Tickets.Opened::session);
        sealed.ifPresent(Session13::destroy);
        return sealed.isPresent()
                ? sealed.get().maxEarlyDataSize()
                : sessions.server().maxEarlyDataSize(ticket);
    }
}
