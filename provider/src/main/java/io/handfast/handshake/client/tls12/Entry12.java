package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.SessionTicket;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.KeptFacts;
import io.handfast.handshake.client.hello.AnsweredLimits;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.HelloRules;
import io.handfast.handshake.client.hello.OfferedSession12;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ServerHello;
import io.handfast.session.Session12;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * From a ServerHello before TLS 1.3 to the server's flight, a full or an abbreviated one (RFC 5246 §7.3, §7.4.1.3; RFC 8422
 * §5.2; RFC 7366; RFC 7627; RFC 5746).
 */
public final class Entry12 {
    private Entry12() {}

    /** Accepts the server's choice. */
    public static HandshakeState on(
            ProtocolVersion version,
            ServerHello hello,
            Bytes raw,
            ClientOffer offer,
            Transcript transcript,
            Effects effects) {
        return on(version, hello, raw, offer, transcript, Optional.empty(), effects);
    }

    /**
     * Accepts the server's choice, perhaps in a renegotiation.
     *
     * @param earlier the handshake before, which this one must be bound to
     */
    static HandshakeState on(
            ProtocolVersion version,
            ServerHello hello,
            Bytes raw,
            ClientOffer offer,
            Transcript transcript,
            Optional<EarlierHandshake12> earlier,
            Effects effects) {
        CipherSuite12 suite = HelloRules.suite12(offer, version, hello.cipherSuite());
        HelloRules.requireNullCompression(hello.compressionMethod());
        Optional<Session12> resumed = OfferedSession12.accepted(offer, hello, version, suite);
        refuseNewSession(offer, resumed);
        ExtensionBlock extensions = hello.extensions();
        extensions.refuseMisplaced(version, Placement.SERVER_HELLO);
        extensions.refuseUnsolicited(offer.hello().extensions());
        earlier.ifPresentOrElse(before -> before.checkAnswer(extensions), () -> checkFirst(offer.config(), extensions));
        extensions.find(EcPointFormats.class).ifPresent(EcPointFormats::requireUncompressed);
        Optional<String> answered = HelloRules.applicationProtocol(offer, extensions);
        Optional<String> protocol = earlier.isPresent() ? earlier.get().checkProtocol(answered) : answered;
        CipherSpec cipherSpec = new CipherSpec(version, suite, encryptThenMac(extensions, suite));
        earlier.ifPresent(before -> before.checkProtection(cipherSpec));
        boolean extendedMasterSecret =
                extensions.find(ExtendedMasterSecret.class).isPresent();

        boolean ticketPromised = extensions.find(SessionTicket.class).isPresent();
        AnsweredLimits.apply(offer, extensions, false, effects);

        // The shares were for TLS 1.3 alone.
        offer.destroyShares();
        effects.settled(version);
        HandshakeFactsBuilder facts = effects.facts()
                .with()
                .version(version)
                .cipherSuite(suite)
                .applicationProtocol(protocol)
                .extendedMasterSecret(extendedMasterSecret);
        // What a renegotiation makes is not kept: the session that can be resumed, and ended, is still the first one
        if (earlier.isEmpty()) {
            // RFC 5077 §3.4: with a ticket the server's id counts for nothing, and the session gets a name of our own
            facts.sessionId(ticketPromised ? KeptFacts.freshId(offer.config()) : hello.sessionId())
                    .sessionCreatedAt(offer.config().sessions().now());
        }
        resumed.ifPresentOrElse(
                session -> KeptFacts.resumedByClient(facts, session.facts()), () -> KeptFacts.notResumed(facts));
        AnsweredLimits.learn(extensions, facts);
        effects.learned(facts.build());
        transcript.hashWith(cipherSpec);
        transcript.add(raw);
        Handshake12 handshake = new Handshake12(
                offer,
                cipherSpec,
                hello.random(),
                extendedMasterSecret,
                ticketPromised,
                hello.sessionId(),
                extensions.find(RenegotiationInfo.class).isPresent(),
                WaitCertificateStatus.kinds(extensions),
                earlier,
                resumed.isPresent() ? CertificateTypes.X509 : CertificateTypes.answered(offer.config(), extensions),
                transcript);
        if (resumed.isPresent()) {
            // The session's own secret goes on.
            offer.destroyExternalKeys();
            return WaitResumedFinished.enter(handshake, resumed.get(), effects);
        }
        offer.destroySession();
        return new WaitCertificate(handshake);
    }

    private static boolean encryptThenMac(ExtensionBlock extensions, CipherSuite12 suite) {
        boolean agreed = extensions.find(EncryptThenMac.class).isPresent();
        // RFC 7366 §3: the answer goes with a CBC suite only
        if (agreed && !(suite.bulkCipher() instanceof CbcBulkCipher)) {
            throw ILLEGAL_PARAMETER.because("server agrees to encrypt-then-MAC, but chose " + suite.ianaName()
                    + ", which has no MAC of its own");
        }
        return agreed;
    }

    private static void refuseNewSession(ClientOffer offer, Optional<Session12> resumed) {
        if (resumed.isEmpty() && !offer.config().sessions().creationEnabled()) {
            throw HANDSHAKE_FAILURE.because(
                    "server does not take up our session, and the program does not allow a new one");
        }
    }

    private static void checkFirst(TlsConfig config, ExtensionBlock extensions) {
        Optional<RenegotiationInfo> answer = extensions.find(RenegotiationInfo.class);
        // RFC 5746 §3.4: in a first handshake the answer is empty. A server without the extension is let through unless
        // the program asks for more (§4.1), because we never renegotiate with it, so that nothing of ours can be
        // spliced.
        if (answer.isPresent() && !answer.get().equals(RenegotiationInfo.EMPTY)) {
            throw HANDSHAKE_FAILURE.because("server's renegotiation_info speaks of a handshake before this first one");
        }
        if (answer.isEmpty() && config.options().oldPeers().requiresSecureRenegotiation()) {
            throw HANDSHAKE_FAILURE.because(
                    "server does not know renegotiation_info, which sun.security.ssl.allowLegacyHelloMessages demands");
        }
    }
}
