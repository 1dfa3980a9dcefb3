package io.handfast.handshake.server.tls13;

import io.handfast.alert.TlsException;
import io.handfast.auth.BinderVerified;
import io.handfast.auth.PeerChain;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.keyschedule.BinderKey;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.session.Tickets;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The session that a ClientHello takes up again (RFC 8446 §2.2, §4.2.11).
 *
 * @param session the session, whose key is this object's
 * @param earlySecret what the key schedule begins with, made of that key
 * @param identity its index among the identities that the client offered
 * @param binder the proof that the client holds the key
 */
record Resumption(Session13 session, EarlySecret earlySecret, int identity, BinderVerified binder) {
    /** No honest client offers more than a few, and each costs work. */
    private static final int MOST_IDENTITIES = 4;

    /**
     * The first offered session that is ours, still good and fit for this connection; none means a full handshake.
     *
     * <p>The ticket's age is not looked at beyond its end: it decides about early data alone, which is not taken.
     *
     * @param before the transcript up to this ClientHello
     * @param raw the ClientHello as it came
     */
    static Optional<Resumption> of(
            TlsConfig config,
            CipherSuite13 suite,
            ClientHello hello,
            HandshakeFacts facts,
            Transcript before,
            Bytes raw) {
        Optional<PreSharedKey.Offered> offered = hello.extensions().find(PreSharedKey.Offered.class);
        if (offered.isEmpty() || !config.sessions().remembers() || !allowsKeyExchange(hello)) {
            return Optional.empty();
        }
        config.credentials().lookAgain(true);
        int count = Math.min(MOST_IDENTITIES, offered.get().identities().size());
        for (int i = 0; i < count; i++) {
            Optional<Session13> session =
                    open(config, offered.get().identities().get(i).identity());
            if (session.isEmpty()) {
                continue;
            }
            if (!fits(config, suite, hello, facts, session.get())) {
                session.get().destroy();
                continue;
            }
            HashAlgorithm hash = session.get().suite().hash();
            EarlySecret earlySecret =
                    EarlySecret.of(new Hkdf(config.jca(), hash), session.get().preSharedKey());
            byte[] expected = binder(hash, earlySecret, before, raw, offered.get());
            try {
                // RFC 8446 §4.2.11: the binder is checked before the key is used for anything else
                BinderVerified verified =
                        BinderVerified.check(expected, offered.get().binders().get(i));
                return Optional.of(new Resumption(session.get(), earlySecret, i, verified));
            } catch (TlsException wrong) {
                earlySecret.destroy();
                session.get().destroy();
                throw wrong;
            }
        }
        return Optional.empty();
    }

    /** Whether the client would use a pre-shared key together with a key exchange, the only way that we do. */
    static boolean allowsKeyExchange(ClientHello hello) {
        Optional<PskKeyExchangeModes> modes = hello.extensions().find(PskKeyExchangeModes.class);
        return modes.isPresent() && modes.get().contains(PskKeyExchangeModes.PSK_DHE_KE);
    }

    private static Optional<Session13> open(TlsConfig config, Bytes ticket) {
        Sessions sessions = config.sessions();
        return sessions.tickets()
                .open13(config.jca(), ticket, config.credentials()::chainOf)
                .map(Tickets.Opened::session)
                .or(() -> sessions.server().take13(ticket));
    }

    private static boolean fits(
            TlsConfig config, CipherSuite13 suite, ClientHello hello, HandshakeFacts facts, Session13 session) {
        SessionFacts kept = session.facts();
        boolean anonymous = kept.peerCertificates().isEmpty();
        // RFC 8446 §4.2.11: the key goes with suites of its own hash only
        return session.suite().hash() == suite.hash()
                // RFC 6066 §3: a session of one name is not taken up under another
                && kept.sameServerName(facts.serverName())
                // RFC 6066 §4: a session keeps its length of records, which the client asks for again
                && kept.allowsFragmentLength(
                        RecordLimits.of(config, hello, true).maxFragmentLength())
                && (!anonymous || config.clientAuthentication() != ClientAuthentication.REQUIRED)
                && (anonymous || kept.identification().equals(config.sessions().identification()))
                && kept.chainValidAt(config.sessions().now())
                // A session does not outlive the identity that the client met.
                && config.credentials().allowsResumption(kept.localCertificates())
                && (anonymous
                        || !config.options().verifiesOnResumption()
                        || PeerChain.stillAccepted(config, kept.peerCertificates()));
    }

    private static byte[] binder(
            HashAlgorithm hash, EarlySecret earlySecret, Transcript before, Bytes raw, PreSharedKey.Offered offered) {
        byte[] truncated = before.hashIncluding(hash, raw.slice(0, raw.length() - offered.bindersLength()));
        BinderKey key = earlySecret.resumptionBinderKey();
        byte[] binder = key.binder(truncated);
        key.destroy();
        return binder;
    }
}
