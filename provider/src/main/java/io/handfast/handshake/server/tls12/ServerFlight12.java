package io.handfast.handshake.server.tls12;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.CredentialChoice;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.ServerName;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Prf;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.ClientHello;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.HelloRandoms;
import io.handfast.message.ServerHello;
import io.handfast.message.ServerHelloDone;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server's first flight in TLS 1.2, from ServerHello to ServerHelloDone, top to bottom (RFC 5246 §7.3, §7.4). */
final class ServerFlight12 {
    /** Not a suite: the client knows secure renegotiation (RFC 5746 §3.3). */
    private static final int TLS_EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;

    private static final int MOST_AUTHORITY_BYTES = 32 * 1024;

    private final TlsConfig config;
    private final Transcript transcript;
    private final ProtocolVersion version;
    private final KeyExchangePlan plan;

    ServerFlight12(TlsConfig config, Transcript transcript, ProtocolVersion version, KeyExchangePlan plan) {
        this.config = config;
        this.transcript = transcript;
        this.version = version;
        this.plan = plan;
    }

    HandshakeState send(ClientHello hello, Optional<String> protocol, Effects effects) {
        boolean extendedMasterSecret = hello.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET);
        // RFC 7366 §3: agreed to whenever it applies, which is with a CBC suite.
        boolean encryptThenMac = plan.suite().bulkCipher() instanceof CbcBulkCipher
                && hello.extensions().has(ExtensionType.ENCRYPT_THEN_MAC);
        RecordLimits limits = RecordLimits.of(config, hello, false);
        ServerHello serverHello = serverHello(hello, protocol, limits, extendedMasterSecret, encryptThenMac);
        ServerHandshake12 handshake = new ServerHandshake12(
                config,
                transcript,
                new CipherSpec(version, plan.suite(), encryptThenMac),
                new Prf(config.jca(), plan.suite().hash()),
                hello.random(),
                serverHello.random(),
                extendedMasterSecret);
        HandshakeFactsBuilder facts = effects.facts()
                .with()
                .cipherSuite(plan.suite())
                .applicationProtocol(protocol)
                .extendedMasterSecret(extendedMasterSecret)
                .localCertificates(plan.credential().chain());
        if (plan instanceof KeyExchangePlan.Ecdhe ecdhe) {
            facts.group(ecdhe.group());
        } else if (plan instanceof KeyExchangePlan.Dhe dhe) {
            facts.group(dhe.group());
        }
        effects.learned(facts.build());

        transcript.add(effects.send(serverHello));
        effects.limitRecords(limits.send(), limits.receive());
        transcript.add(effects.send(new Certificate12(CredentialChoice.encoded(plan.credential()))));
        PremasterSource premaster = sendKeyExchange(hello, handshake, effects);
        boolean asked = config.clientAuthentication() != ClientAuthentication.NONE;
        if (asked) {
            transcript.add(effects.send(certificateRequest()));
        } else {
            // Only a client's CertificateVerify needs the messages themselves.
            transcript.releaseMessages();
        }
        transcript.add(effects.send(new ServerHelloDone()));
        return asked
                ? new WaitCertificate(handshake, premaster)
                : new WaitClientKeyExchange(
                        handshake,
                        premaster,
                        new ClientProof.Given(PeerAuthenticated.clientWithoutCertificate(config, version)));
    }

    private ServerHello serverHello(
            ClientHello hello,
            Optional<String> protocol,
            RecordLimits limits,
            boolean extendedMasterSecret,
            boolean encryptThenMac) {
        byte[] random = new byte[HelloRandoms.LENGTH];
        config.random().nextBytes(random);
        // RFC 8446 §4.1.3: who could have spoken 1.3 says so, in a place that an attacker cannot change unseen.
        if (config.enables(ProtocolVersion.TLS13)) {
            Bytes sentinel =
                    version == ProtocolVersion.TLS12 ? HelloRandoms.DOWNGRADE_TLS12 : HelloRandoms.DOWNGRADE_TLS11;
            sentinel.copyTo(random, random.length - sentinel.length());
        }
        List<Extension> extensions = new ArrayList<>();
        if (hello.extensions().find(ServerName.Offered.class).isPresent()) {
            extensions.add(new ServerName.Acknowledged());
        }
        // RFC 5746 §3.6: the extension or the signalling value asks for the indication.
        if (hello.extensions().has(ExtensionType.RENEGOTIATION_INFO)
                || hello.cipherSuites().contains(TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
            extensions.add(RenegotiationInfo.EMPTY);
        }
        if (plan instanceof KeyExchangePlan.Ecdhe && hello.extensions().has(ExtensionType.EC_POINT_FORMATS)) {
            extensions.add(EcPointFormats.UNCOMPRESSED_ONLY);
        }
        if (encryptThenMac) {
            extensions.add(new EncryptThenMac());
        }
        if (extendedMasterSecret) {
            extensions.add(new ExtendedMasterSecret());
        }
        limits.answer().ifPresent(extensions::add);
        protocol.filter(name -> !name.isEmpty())
                .ifPresent(name -> extensions.add(ApplicationLayerProtocolNegotiation.selected(name)));
        // An empty session id says that this session is not to be resumed.
        return new ServerHello(
                version.code(),
                Bytes.owning(random),
                Bytes.empty(),
                plan.suite().codePoint(),
                0,
                ExtensionBlock.of(extensions));
    }

    private PremasterSource sendKeyExchange(ClientHello hello, ServerHandshake12 handshake, Effects effects) {
        if (plan instanceof KeyExchangePlan.Ecdhe ecdhe) {
            int group = ecdhe.group().codePoint();
            EphemeralKey key = ecdhe.group().generate(config.jca(), config.random());
            Bytes point = Bytes.copyOf(key.share());
            Bytes signature = sign(handshake, ecdhe.chosen(), EcdheServerKeyExchange.parameters(group, point));
            int scheme = ecdhe.chosen().scheme().codePoint();
            transcript.add(effects.send(new EcdheServerKeyExchange(group, point, scheme, signature).toMessage()));
            return new PremasterSource.Ecdhe(key);
        }
        if (plan instanceof KeyExchangePlan.Dhe dhe) {
            FiniteFieldGroup group = FiniteFieldGroup.of(dhe.group());
            EphemeralKey key = group.generate(config.jca(), config.random());
            Bytes prime = Bytes.owning(group.prime());
            Bytes generator = Bytes.owning(group.generator());
            Bytes share = Bytes.copyOf(key.share());
            Bytes signature = sign(handshake, dhe.chosen(), DheServerKeyExchange.parameters(prime, generator, share));
            int scheme = dhe.chosen().scheme().codePoint();
            transcript.add(
                    effects.send(new DheServerKeyExchange(prime, generator, share, scheme, signature).toMessage()));
            return new PremasterSource.Dhe(key);
        }
        return new PremasterSource.KeyTransport(plan.credential().privateKey(), hello.legacyVersion());
    }

    private Bytes sign(ServerHandshake12 handshake, ChosenCredential chosen, Bytes parameters) {
        // RFC 5246 §7.4.3: both randoms are signed along, so that the share serves this handshake only.
        byte[] signed = new WireWriter()
                .bytes(handshake.clientRandom())
                .bytes(handshake.serverRandom())
                .bytes(parameters)
                .toArray();
        return HandshakeSignatures.sign12(config, chosen, signed);
    }

    private CertificateRequest12 certificateRequest() {
        Set<Integer> types = new LinkedHashSet<>();
        for (SignatureScheme scheme : config.signatureSchemes()) {
            types.add(
                    scheme.keyAlgorithm().startsWith("RSA")
                            ? CertificateRequest12.RSA_SIGN
                            : CertificateRequest12.ECDSA_SIGN);
        }
        WireWriter certificateTypes = new WireWriter();
        types.forEach(certificateTypes::u8);
        List<Bytes> authorities = config.peerVerifier().acceptedAuthorities().stream()
                .map(Bytes::copyOf)
                .toList();
        int size = authorities.stream().mapToInt(name -> name.length() + 2).sum();
        return new CertificateRequest12(
                certificateTypes.toBytes(),
                CodePoints.of(config.signatureSchemes(), SignatureScheme::codePoint),
                // A list of half the world's authorities tells a client nothing and may not even fit.
                size <= MOST_AUTHORITY_BYTES ? authorities : List.of());
    }
}
