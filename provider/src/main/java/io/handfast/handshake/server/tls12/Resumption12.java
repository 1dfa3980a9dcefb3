package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.auth.PeerChain;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.extension.SessionTicket;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The session that a ClientHello takes up again (RFC 5246 §7.3, RFC 5077 §3.1, RFC 7627 §5.3).
 *
 * @param session the session, whose secret is this object's
 * @param renewsTicket whether the client gets a new ticket, because the key of the one it showed is retired
 */
record Resumption12(Session12 session, boolean renewsTicket) {
    /** The session offered, if it is ours, still good and fit for this connection; none means a full handshake. */
    static Optional<Resumption12> of(
            TlsConfig config, ProtocolVersion version, ClientHello hello, HandshakeFacts facts) {
        if (!config.sessions().remembers()) {
            return Optional.empty();
        }
        // First of all: a ticket names its chain, which may be one that we have not read yet.
        config.credentials().lookAgain(true);
        Optional<Resumption12> known = known(config, hello);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Session12 session = known.get().session();
        boolean extended = hello.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET);
        // RFC 7627 §5.3: a bound session offered without the extension ends the handshake
        if (session.extendedMasterSecret() && !extended) {
            session.destroy();
            throw HANDSHAKE_FAILURE.because("the client resumes a session that was made with extended_master_secret, "
                    + "and does not offer that extension any more");
        }
        if (!fits(config, version, hello, facts, session)) {
            session.destroy();
            return Optional.empty();
        }
        return known;
    }

    private static Optional<Resumption12> known(TlsConfig config, ClientHello hello) {
        Sessions sessions = config.sessions();
        Bytes ticket = hello.extensions()
                .find(SessionTicket.class)
                .map(SessionTicket::ticket)
                .orElse(Bytes.empty());
        // RFC 5077 §3.4: beside a ticket, the session id names nothing
        if (ticket.isEmpty()) {
            return sessions.server().find12(hello.sessionId()).map(session -> new Resumption12(session, false));
        }
        return sessions.tickets()
                .open12(config.jca(), ticket, config.credentials()::chainOf)
                .map(opened -> new Resumption12(opened.session(), opened.renew()))
                // A session too large for a ticket is kept here, and the ticket is its name.
                .or(() -> sessions.server().find12(ticket).map(session -> new Resumption12(session, false)));
    }

    private static boolean fits(
            TlsConfig config, ProtocolVersion version, ClientHello hello, HandshakeFacts facts, Session12 session) {
        SessionFacts kept = session.facts();
        boolean anonymous = kept.peerCertificates().isEmpty();
        boolean extended = hello.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET);
        int suite = session.suite().codePoint();
        // RFC 5246 §7.3, §7.4.1.2: a session keeps its version and its suite, which the client offers again
        return session.version() == version
                && hello.cipherSuites().contains(suite)
                && config.cipherSuite(suite).isPresent()
                // RFC 7627 §5.3: an unbound session is not taken up by who could do better
                && session.extendedMasterSecret() == extended
                && config.sessions().mayResume12(extended)
                // RFC 7366 §3.1: what was encrypt-then-MAC stays so
                && (!session.encryptThenMac() || hello.extensions().has(ExtensionType.ENCRYPT_THEN_MAC))
                // RFC 6066 §3: a session of one name is not taken up under another
                && kept.sameServerName(facts.serverName())
                // RFC 6066 §4: a session keeps its length of records, which the client asks for again
                && kept.allowsFragmentLength(
                        RecordLimits.of(config, hello, false).maxFragmentLength())
                && (!anonymous || config.clientAuthentication() != ClientAuthentication.REQUIRED)
                && (anonymous || kept.identification().equals(config.sessions().identification()))
                && kept.chainValidAt(config.sessions().now())
                // A session does not outlive the identity that the client met.
                && config.credentials().allowsResumption(kept.localCertificates())
                && (anonymous
                        || !config.options().verifiesOnResumption()
                        || PeerChain.stillAccepted(config, kept.peerCertificates()));
    }
}
