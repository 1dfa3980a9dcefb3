package io.handfast.handshake.client.hello;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.TlsConfig;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.SessionTicket;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ServerHello;
import io.handfast.session.PeerKey;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite12;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The session of TLS 1.2 or below that a ClientHello offers to resume, and whether the server takes it up (RFC 5246
 * §7.3, §7.4.1.2; RFC 5077 §3.2, §3.4; RFC 7627 §5.3).
 */
public final class OfferedSession12 {
    private OfferedSession12() {}

    /** The newest session that fits this configuration; a copy, so that other connections may offer it too. */
    static Optional<Session12> find(TlsConfig config, List<ProtocolVersion> versions) {
        config.credentials().lookAgain(false);
        Optional<PeerKey> peer = config.sessions().peer();
        if (peer.isEmpty() || !config.sessions().remembers()) {
            return Optional.empty();
        }
        return config.sessions().client().find12(peer.get(), session -> fits(config, versions, session));
    }

    private static boolean fits(TlsConfig config, List<ProtocolVersion> versions, Session12 session) {
        SessionFacts facts = session.facts();
        return versions.contains(session.version())
                // RFC 5246 §7.4.1.2: the suite of the session must be offered too
                && config.cipherSuite(session.suite().codePoint()).isPresent()
                && config.sessions().mayResume12(session.extendedMasterSecret())
                // RFC 6066 §4: the server would go on with the length of the session, which is not the one we ask for.
                && facts.allowsFragmentLength(config.maxRecordContent())
                // A chain that was judged under another name, or otherwise, says too little about this connection.
                && facts.sameServerName(config.serverName())
                && facts.identification().equals(config.sessions().identification())
                && facts.chainValidAt(config.sessions().now())
                && KeptStaples.serve(config, facts)
                // A session does not outlive the identity that we showed, if we showed any.
                && (facts.localCertificates().isEmpty()
                        || config.credentials().allowsResumption(facts.localCertificates()));
    }

    /** The ticket to show, or an empty one that asks for a ticket; nothing if this client wants none. */
    static Optional<SessionTicket> ticket(
            TlsConfig config, List<ProtocolVersion> versions, Optional<Session12> session) {
        if (session.isPresent() && !session.get().ticket().isEmpty()) {
            return Optional.of(new SessionTicket(session.get().ticket()));
        }
        Sessions sessions = config.sessions();
        boolean wanted = sessions.remembers()
                && sessions.tickets12()
                && sessions.creationEnabled()
                && sessions.peer().isPresent()
                // The oldest comes last.
                && !versions.get(versions.size() - 1).is13();
        // RFC 5077 §3.2: who is prepared to receive a ticket says so with an empty one
        return wanted ? Optional.of(SessionTicket.EMPTY) : Optional.empty();
    }

    /**
     * The session that a ServerHello of TLS 1.2 or below takes up; none if a full handshake follows.
     *
     * @param version the version that the server chose
     * @param suite the suite that the server chose
     */
    public static Optional<Session12> accepted(
            ClientOffer offer, ServerHello hello, ProtocolVersion version, CipherSuite12 suite) {
        Bytes id = hello.sessionId();
        if (id.isEmpty() || !id.equals(offer.hello().sessionId())) {
            return Optional.empty();
        }
        // RFC 8446 §D.4: what compatibility mode invents names no session
        Session12 session = offer.session12()
                .orElseThrow(() -> ILLEGAL_PARAMETER.because("server resumes in TLS 1.2 a session that never was"));
        // RFC 5246 §7.3, §7.4.1.3: a session keeps its version and its suite
        if (session.version() != version || !session.suite().equals(suite)) {
            throw ILLEGAL_PARAMETER.because("server resumes a session of "
                    + session.version().protocolName() + " with "
                    + session.suite().ianaName() + " in "
                    + version.protocolName() + " with " + suite.ianaName());
        }
        requireSameBinding(session, hello);
        return Optional.of(session);
    }

    private static void requireSameBinding(Session12 session, ServerHello hello) {
        boolean extended = hello.extensions().find(ExtendedMasterSecret.class).isPresent();
        // RFC 7627 §5.3: session and ServerHello must agree, whichever of the two lacks it
        if (extended != session.extendedMasterSecret()) {
            throw ILLEGAL_PARAMETER.because("server resumes a session that was made "
                    + (extended ? "without" : "with") + " extended_master_secret, and answers "
                    + (extended ? "with" : "without") + " it");
        }
        // RFC 7366 §3.1: what was encrypt-then-MAC stays so
        if (session.encryptThenMac()
                && hello.extensions().find(EncryptThenMac.class).isEmpty()) {
            throw ILLEGAL_PARAMETER.because("server resumes an encrypt-then-MAC session without encrypt-then-MAC");
        }
    }
}
