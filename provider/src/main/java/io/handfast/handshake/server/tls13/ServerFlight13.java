package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.alert.TlsException;
import io.handfast.auth.ChosenCredential;
import io.handfast.auth.CredentialChoice;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.Credential;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.Encapsulated;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.SupportedVersions;
import io.handfast.failure.NegotiationFailure;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.KeptFacts;
import io.handfast.handshake.WantedChain;
import io.handfast.handshake.server.choice.OfferedNames;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.handshake.server.choice.StapledStatus;
import io.handfast.iana.CertificateType;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.ClientHello;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.message.ServerHello;
import io.handfast.record.Protections;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server's one flight in TLS 1.3, from ServerHello to Certificate, top to bottom (RFC 8446 §2, §4.3, §4.4.2); {@link
 * ServerFlightEnd13} has the rest.
 */
final class ServerFlight13 {
    private static final int RANDOM_LENGTH = 32;

    private final TlsConfig config;
    private final Transcript transcript;
    private final CipherSuite13 suite;
    private final Optional<NamedGroup> group;
    private final boolean retried;
    private final long ofTicket;

    /**
     * @param group what the key exchange is in; none if a pre-shared key does without
     * @param ofTicket what {@link EarlyDataChoice#ofFirstTicket} says
     */
    ServerFlight13(
            TlsConfig config,
            Transcript transcript,
            CipherSuite13 suite,
            Optional<NamedGroup> group,
            boolean retried,
            long ofTicket) {
        this.config = config;
        this.transcript = transcript;
        this.suite = suite;
        this.group = group;
        this.retried = retried;
        this.ofTicket = ofTicket;
    }

    /** Sends the flight; the key is used up, whatever comes of it. */
    HandshakeState send(
            ClientHello hello, Optional<KeyShareEntry> clientShare, Optional<AcceptedKey> key, Effects effects) {
        try {
            return begin(hello, clientShare, key, effects);
        } catch (RuntimeException failed) {
            // No state has taken it over.
            key.ifPresent(AcceptedKey::destroy);
            throw failed;
        }
    }

    private HandshakeState begin(
            ClientHello hello, Optional<KeyShareEntry> clientShare, Optional<AcceptedKey> key, Effects effects) {
        // All that may refuse the client comes before the first byte of the answer.
        Optional<String> protocol = OfferedNames.applicationProtocol(config, hello);
        if (protocol.isPresent()) {
            // RFC 8737 §3: a key manager may choose by it
            effects.learned(effects.facts().with().applicationProtocol(protocol).build());
        }
        Optional<ChosenCredential> credential = key.isPresent() ? Optional.empty() : Optional.of(credential(hello));
        CertificateType ofClient = CertificateTypes.ofClient(config, hello.extensions());
        // RFC 7250 §4.2: what is not answered is X.509, and with a pre-shared key we say nothing about forms
        CertificateTypes types =
                new CertificateTypes(typeOf(credential), key.isPresent() ? CertificateType.X509 : ofClient);
        if (key.isEmpty() && !config.sessions().creationEnabled()) {
            throw HANDSHAKE_FAILURE.because(
                    "the client resumes no session of ours, and the program does not allow a new one");
        }
        Optional<Encapsulated> share = clientShare.isPresent() ? encapsulate(clientShare.get()) : Optional.empty();
        try {
            return answer(hello, share, key, protocol, types, credential, effects);
        } finally {
            // The key schedule has used it up, unless that was not reached.
            share.ifPresent(each -> each.secret().destroy());
        }
    }

    private HandshakeState answer(
            ClientHello hello,
            Optional<Encapsulated> share,
            Optional<AcceptedKey> key,
            Optional<String> protocol,
            CertificateTypes types,
            Optional<ChosenCredential> credential,
            Effects effects) {
        boolean early = EarlyDataChoice.accepts(config, suite, hello, key, protocol);
        HandshakeFactsBuilder facts = effects.facts().with();
        Optional<Session13> resumed = key.isPresent() ? key.get().session() : Optional.empty();
        Optional<Bytes> external = key.isPresent() ? key.get().external() : Optional.empty();
        Optional<PeerAuthenticated> byKey =
                key.isPresent() ? Optional.of(key.get().authenticated(config)) : Optional.empty();
        RecordLimits limits = RecordLimits.of(config, hello, true);
        effects.learned((resumed.isPresent()
                        ? KeptFacts.resumed(facts, resumed.get().facts())
                        : fresh(hello, credential, external, facts))
                .maxFragmentLength(limits.maxFragmentLength())
                .build());

        EarlySecret earlySecret = key.isPresent()
                ? key.get().earlySecret()
                : EarlySecret.withoutPsk(new Hkdf(config.jca(), suite.hash()));
        if (key.isPresent()) {
            key.get().destroySession();
        }
        // Nothing signs the messages themselves in TLS 1.3; from here on their hash is enough.
        transcript.releaseMessages();
        Optional<byte[]> earlyHash = early ? Optional.of(transcript.hash()) : Optional.empty();
        transcript.add(effects.send(serverHello(hello, share, key)));
        // RFC 8446 §D.4: right after the ServerHello, unless it already followed a HelloRetryRequest.
        if (!hello.sessionId().isEmpty() && !retried) {
            effects.sendChangeCipherSpec();
        }
        Optional<TrafficSecret> clientEarly = earlyHash.isPresent()
                ? Optional.of(earlySecret.clientEarlyTrafficSecret(earlyHash.get()))
                : Optional.empty();
        HandshakeSecret handshakeSecret = share.isPresent()
                ? earlySecret.handshakeSecret(share.get().secret())
                : earlySecret.handshakeSecretWithoutKeyExchange();
        byte[] helloHash = transcript.hash();
        TrafficSecret clientHandshake = handshakeSecret.clientHandshakeTrafficSecret(helloHash);
        TrafficSecret serverHandshake = handshakeSecret.serverHandshakeTrafficSecret(helloHash);
        ServerFlightEnd13 end = new ServerFlightEnd13(
                config,
                transcript,
                suite,
                hello,
                types.client(),
                credential,
                handshakeSecret,
                clientHandshake,
                serverHandshake,
                early,
                byKey,
                external.isEmpty() && issuesTickets(hello));
        try {
            log(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET, hello, clientHandshake);
            log(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET, hello, serverHandshake);
            effects.writeWith(Protections.write13(config.jca(), suite, serverHandshake));
            if (clientEarly.isPresent()) {
                log(KeyLog.CLIENT_EARLY_TRAFFIC_SECRET, hello, clientEarly.get());
                effects.readEarlyDataWith(
                        Protections.read13(config.jca(), suite, clientEarly.get()),
                        resumed.orElseThrow().maxEarlyDataSize());
            } else {
                effects.readWith(Protections.read13(config.jca(), suite, clientHandshake));
            }
            EarlyDataChoice.announce(config, hello, ofTicket, early, effects);

            effects.limitRecords(limits.send(), limits.receive());
            transcript.add(effects.send(encryptedExtensions(
                    hello,
                    protocol,
                    limits,
                    early,
                    key.isPresent() ? List.of() : types.answer(config, hello.extensions()))));
            // RFC 8446 §4.3.2: with a pre-shared key no certificate is asked for, and none is shown
            boolean asked = key.isEmpty() && CertificateTypes.asksClient(config, types.client());
            if (asked) {
                transcript.add(effects.send(certificateRequest(config, Bytes.empty())));
            }
            if (credential.isEmpty()) {
                return end.goOn(effects);
            }
            transcript.add(show(hello, credential.get().credential(), effects));
            return end;
        } catch (RuntimeException failed) {
            // The state is nobody's yet, and holds secrets.
            end.destroy();
            throw failed;
        } finally {
            clientEarly.ifPresent(TrafficSecret::destroy);
        }
    }

    private HandshakeFactsBuilder fresh(
            ClientHello hello,
            Optional<ChosenCredential> credential,
            Optional<Bytes> external,
            HandshakeFactsBuilder facts) {
        // The id that the client made up names nothing here: another client may have made up the same.
        boolean remembers = config.sessions().remembers();
        facts.sessionId(remembers ? KeptFacts.freshId(config) : hello.sessionId())
                .sessionCreatedAt(config.sessions().now())
                .localCertificates(
                        credential.isPresent() ? credential.get().credential().chain() : List.of());
        if (external.isPresent()) {
            facts.preSharedKeyIdentity(external.get());
        }
        return facts;
    }

    /** RFC 8446 §4.2.9: no tickets for a client that could not use them. */
    private boolean issuesTickets(ClientHello hello) {
        return config.sessions().remembers()
                && config.sessions().creationEnabled()
                && Resumption.allowsKeyExchange(hello);
    }

    private ChosenCredential credential(ClientHello hello) {
        // RFC 8446 §4.2.3: a certificate needs to know, also where a pre-shared key was offered in vain
        CodePoints schemes = ServerStart13.require(
                        hello.extensions(), SignatureAlgorithms.class, ExtensionType.SIGNATURE_ALGORITHMS)
                .schemes();
        List<byte[]> authorities = WantedChain.authorities(hello.extensions());
        for (CertificateType type : CertificateTypes.ofServer(config, hello.extensions())) {
            Optional<ChosenCredential> chosen =
                    CredentialChoice.server13(CertificateTypes.showing(config, type), schemes, authorities);
            if (chosen.isPresent()) {
                return chosen.get();
            }
        }
        throw noCertificate(schemes);
    }

    private TlsException noCertificate(CodePoints schemes) {
        NegotiationFailure failure = new NegotiationFailure(
                "signature scheme that a certificate of this server can sign with",
                "client",
                schemes.named(ServerFlight13::schemeName),
                config.signingSchemes().stream().map(SignatureScheme::ianaName).toList(),
                "see that the key manager has a certificate, for the name and of a key type that the client takes");
        return HANDSHAKE_FAILURE.because(failure.text(), failure);
    }

    private static CertificateType typeOf(Optional<ChosenCredential> credential) {
        boolean bare =
                credential.isPresent() && credential.get().credential().chain().isEmpty();
        return bare ? CertificateType.RAW_PUBLIC_KEY : CertificateType.X509;
    }

    private Optional<Encapsulated> encapsulate(KeyShareEntry clientShare) {
        if (group.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(group.get()
                    .encapsulate(
                            config.ephemeralKeys(), clientShare.keyExchange().toArray()));
        } catch (InvalidKeyShareException e) {
            // RFC 8446 §4.2.8.1, §4.2.8.2, §7.4: shares that are no elements of the group are refused.
            throw ILLEGAL_PARAMETER.because("the client's key share is invalid: " + e.getMessage(), e);
        }
    }

    private ServerHello serverHello(ClientHello hello, Optional<Encapsulated> share, Optional<AcceptedKey> key) {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new SupportedVersions.Selected(ProtocolVersion.TLS13.code()));
        if (share.isPresent()) {
            Bytes ours = Bytes.owning(share.get().share());
            extensions.add(
                    new KeyShare.Selected(new KeyShareEntry(group.orElseThrow().codePoint(), ours)));
        }
        if (key.isPresent()) {
            extensions.add(new PreSharedKey.Selected(key.get().index()));
        }
        byte[] random = new byte[RANDOM_LENGTH];
        config.random().nextBytes(random);
        return new ServerHello(
                ProtocolVersion.TLS12.code(),
                Bytes.owning(random),
                hello.sessionId(),
                suite.codePoint(),
                0,
                ExtensionBlock.of(extensions));
    }

    private static EncryptedExtensions encryptedExtensions(
            ClientHello hello,
            Optional<String> protocol,
            RecordLimits limits,
            boolean early,
            List<Extension> certificateTypes) {
        List<Extension> extensions = new ArrayList<>();
        if (hello.extensions().find(ServerName.Offered.class).isPresent()) {
            extensions.add(new ServerName.Acknowledged());
        }
        if (limits.answer().isPresent()) {
            extensions.add(limits.answer().get());
        }
        extensions.addAll(certificateTypes);
        if (protocol.isPresent() && !protocol.get().isEmpty()) {
            extensions.add(ApplicationLayerProtocolNegotiation.selected(protocol.get()));
        }
        if (early) {
            extensions.add(new EarlyDataIndication.Announced());
        }
        return new EncryptedExtensions(ExtensionBlock.of(extensions));
    }

    /** The wish to see the client's chain; the context is empty within the handshake (RFC 8446 §4.3.2). */
    static CertificateRequest13 certificateRequest(TlsConfig config, Bytes context) {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new SignatureAlgorithms(CodePoints.of(config.signatureSchemes(), SignatureScheme::codePoint)));
        extensions.addAll(WantedChain.ofServer(config));
        CertificateCompression.offer(config).ifPresent(extensions::add);
        return new CertificateRequest13(context, ExtensionBlock.of(extensions));
    }

    /** Sends our chain with what belongs to it; where nothing does, the message is the same for all clients. */
    private Bytes show(ClientHello hello, Credential credential, Effects effects) {
        Certificate13 certificate = certificate(hello, credential);
        HandshakeMessage packed = CertificateCompression.pack(config, certificate, hello.extensions());
        if (!(packed instanceof Certificate13) || !certificate.isBare()) {
            return effects.send(packed);
        }
        Bytes encoded = credential.message13(() -> MessageCodec.encode(certificate));
        effects.send(certificate, encoded);
        return encoded;
    }

    private Certificate13 certificate(ClientHello hello, Credential credential) {
        List<Bytes> encoded = credential.encoded();
        List<Bytes> stapled = StapledStatus.of13(config, hello, credential.chain());
        List<CertificateEntry> entries = new ArrayList<>(encoded.size());
        for (int i = 0; i < encoded.size(); i++) {
            boolean without = i >= stapled.size() || stapled.get(i).isEmpty();
            entries.add(new CertificateEntry(
                    encoded.get(i),
                    without ? ExtensionBlock.empty() : ExtensionBlock.of(new StatusRequest.Response(stapled.get(i)))));
        }
        return new Certificate13(Bytes.empty(), entries);
    }

    private void log(String label, ClientHello hello, TrafficSecret secret) {
        log(label, hello, secret.secret());
    }

    private void log(String label, ClientHello hello, Secret secret) {
        if (config.keyLog().isOn()) {
            config.keyLog().secret(label, hello.random().toArray(), secret.reveal());
        }
    }

    private static String schemeName(int codePoint) {
        return SignatureSchemes.byCodePoint(codePoint)
                .map(SignatureScheme::ianaName)
                .orElseGet(() -> String.format("0x%04x", codePoint));
    }
}
