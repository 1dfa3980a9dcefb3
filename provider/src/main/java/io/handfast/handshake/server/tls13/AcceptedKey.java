package io.handfast.handshake.server.tls13;

import io.handfast.auth.BinderVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.extension.PreSharedKey;
import io.handfast.handshake.ExternalKey;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The pre-shared key that a server takes: that of a session, or one agreed outside of TLS (RFC 8446 §4.2.11).
 *
 * @param earlySecret what the key schedule begins with, made of the key; owned by this object
 * @param index among the identities that the client offered
 * @param binder the proof that the client holds the key
 * @param session what it takes up again
 * @param external what the program knows the key by, if it is none of a session
 */
record AcceptedKey(
        EarlySecret earlySecret,
        int index,
        BinderVerified binder,
        Optional<Session13> session,
        Optional<Bytes> external) {
    /** No honest client offers more than a few, and each costs work. */
    static final int MOST_IDENTITIES = 8;

    /**
     * The first key offered that will do; none means a handshake by certificate.
     *
     * @param before the transcript up to this ClientHello
     * @param raw the ClientHello as it came
     */
    static Optional<AcceptedKey> of(
            TlsConfig config,
            CipherSuite13 suite,
            ClientHello hello,
            HandshakeFacts facts,
            Transcript before,
            Bytes raw) {
        Optional<Resumption> resumption = Resumption.of(config, suite, hello, facts, before, raw);
        if (resumption.isPresent()) {
            Resumption resumed = resumption.get();
            return Optional.of(new AcceptedKey(
                    resumed.earlySecret(),
                    resumed.identity(),
                    resumed.binder(),
                    Optional.of(resumed.session()),
                    Optional.empty()));
        }
        return Resumption.allowsKeyExchange(hello) ? external(config, suite, hello, before, raw) : Optional.empty();
    }

    /** The first key agreed outside of TLS that will do without a key exchange. */
    static Optional<AcceptedKey> alone(
            TlsConfig config, CipherSuite13 suite, ClientHello hello, Transcript before, Bytes raw) {
        return external(config, suite, hello, before, raw);
    }

    private static Optional<AcceptedKey> external(
            TlsConfig config, CipherSuite13 suite, ClientHello hello, Transcript before, Bytes raw) {
        Optional<PreSharedKey.Offered> offered = hello.extensions().find(PreSharedKey.Offered.class);
        if (offered.isEmpty()
                // A program that insists on a certificate gets one.
                || config.clientAuthentication() == ClientAuthentication.REQUIRED) {
            return Optional.empty();
        }
        int count = Math.min(MOST_IDENTITIES, offered.get().identities().size());
        for (int i = 0; i < count; i++) {
            Optional<ExternalKey> found =
                    ExternalKey.find(config, offered.get().identities().get(i).identity(), suite.hash());
            if (found.isPresent()) {
                return Optional.of(external(config, found.get(), offered.get(), i, before, raw));
            }
        }
        return Optional.empty();
    }

    /** Takes a key that was found by its identity, if the client has it; the key itself is forgotten in any case. */
    static AcceptedKey external(
            TlsConfig config, ExternalKey key, PreSharedKey.Offered offered, int index, Transcript before, Bytes raw) {
        try {
            byte[] expected = key.binder(config, key.truncatedHash(before, raw, offered.bindersLength()));
            // RFC 8446 §4.2.11: the binder is checked before the key is used for anything
            BinderVerified verified =
                    BinderVerified.check(expected, offered.binders().get(index));
            EarlySecret earlySecret = EarlySecret.of(new Hkdf(config.jca(), key.hash()), key.key());
            return new AcceptedKey(earlySecret, index, verified, Optional.empty(), Optional.of(key.identity()));
        } finally {
            key.destroy();
        }
    }

    /** By this key, which nobody but the client could have made the binder with. */
    PeerAuthenticated authenticated(TlsConfig config) {
        return session.isPresent()
                ? PeerAuthenticated.resumed(config, session.get().facts(), binder)
                : PeerAuthenticated.byExternalKey(binder);
    }

    /** Forgets all, for the case that the handshake does not go on with it. */
    void destroy() {
        earlySecret.destroy();
        destroySession();
    }

    /** Forgets the session's key, once the early secret is made of it. */
    void destroySession() {
        session.ifPresent(Session13::destroy);
    }
}
