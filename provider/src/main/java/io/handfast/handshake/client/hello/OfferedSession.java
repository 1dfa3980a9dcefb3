package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.extension.Extension;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.keyschedule.BinderKey;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.MessageCodec;
import io.handfast.session.PeerKey;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The TLS 1.3 session that a ClientHello offers to resume, and its binder (RFC 8446 §4.2.9, §4.2.11). */
public final class OfferedSession {
    /** The key alone is never offered: every connection has a key exchange of its own, and with it forward secrecy. */
    static final PskKeyExchangeModes MODES =
            new PskKeyExchangeModes(Bytes.copyOf(new byte[] {PskKeyExchangeModes.PSK_DHE_KE}));

    private OfferedSession() {}

    /** A ticket that fits this configuration; it is used up by being taken. */
    static Optional<Session13> take(TlsConfig config) {
        if (!config.sessions().remembers()) {
            return Optional.empty();
        }
        config.credentials().lookAgain(false);
        Optional<PeerKey> peer = config.sessions().peer();
        return peer.isPresent()
                ? config.sessions().client().take13(peer.get(), session -> fits(config, session))
                : Optional.empty();
    }

    private static boolean fits(TlsConfig config, Session13 session) {
        SessionFacts facts = session.facts();
        // RFC 8446 §4.6.1: a client resumes only where the new server name would be good for the old chain.
        return facts.sameServerName(config.serverName())
                // RFC 6066 §4: the server would go on with the length of the session, which is not the one we ask for.
                && facts.allowsFragmentLength(config.maxRecordContent())
                // A chain whose name was checked otherwise, or not at all, says too little about this connection.
                && facts.identification().equals(config.sessions().identification())
                && facts.chainValidAt(config.sessions().now())
                && KeptStaples.serve(config, facts)
                // A session does not outlive the identity that we showed, if we showed any.
                && (facts.localCertificates().isEmpty()
                        || config.credentials().allowsResumption(facts.localCertificates()))
                // RFC 8446 §4.6.1: a suite with the hash of the key must be offered.
                && config.cipherSuite(session.suite().codePoint()).isPresent();
    }

    /** The extension with a place for the binder, which {@link #bind} fills. */
    static Extension unbound(TlsConfig config, Session13 session) {
        return extension(config, session, new byte[session.suite().hash().length()]);
    }

    /**
     * The offer with the binder in place; without a session, the offer as it is.
     *
     * @param transcript what came before this ClientHello
     */
    public static ClientOffer bind(ClientOffer offer, Transcript transcript) {
        if (offer.session().isEmpty()) {
            return offer.externalKeys().isEmpty() ? offer : OfferedExternalKeys.bind(offer, transcript);
        }
        Session13 session = offer.session().get();
        // The age is reckoned once, or it might change between the binder and the message.
        PreSharedKey.Offered unbound =
                offer.hello().extensions().find(PreSharedKey.Offered.class).orElseThrow();
        Bytes message = MessageCodec.encode(offer.hello());
        HashAlgorithm hash = session.suite().hash();
        byte[] truncated = transcript.hashIncluding(hash, message.slice(0, message.length() - unbound.bindersLength()));
        EarlySecret earlySecret = EarlySecret.of(new Hkdf(offer.config().jca(), hash), session.preSharedKey());
        BinderKey key = earlySecret.resumptionBinderKey();
        Bytes binder = Bytes.owning(key.binder(truncated));
        key.destroy();
        earlySecret.destroy();
        return offer.with(offer.hello()
                .with(offer.hello()
                        .extensions()
                        .with(new PreSharedKey.Offered(unbound.identities(), List.of(binder)))));
    }

    private static Extension extension(TlsConfig config, Session13 session, byte[] binder) {
        long age = session.obfuscatedAge(config.sessions().now());
        return new PreSharedKey.Offered(List.of(new PskIdentity(session.ticket(), age)), List.of(Bytes.owning(binder)));
    }
}
