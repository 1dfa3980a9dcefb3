package io.handfast.handshake.server.tls12;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.KeptFacts;
import io.handfast.handshake.WantedChain;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.handshake.server.choice.StapledStatus;
import io.handfast.iana.CertificateType;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.CertificateStatus;
import io.handfast.message.ClientHello;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.ServerHello;
import io.handfast.message.ServerHelloDone;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server's first flight before TLS 1.3, from ServerHello to ServerHelloDone, top to bottom (RFC 5246 §7.3, §7.4). */
final class ServerFlight12 {

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
        boolean resumable = config.sessions().mayResume12(extendedMasterSecret);
        boolean promisesTicket = resumable
                && config.sessions().sealsTickets()
                && hello.extensions().has(ExtensionType.SESSION_TICKET);
        Bytes sessionId = resumable ? KeptFacts.freshId(config) : Bytes.empty();
        CertificateType clientType =
                version.before12() ? CertificateType.X509 : CertificateTypes.ofClient(config, hello.extensions());
        boolean raw = plan.credential().chain().isEmpty();
        CertificateTypes types =
                new CertificateTypes(raw ? CertificateType.RAW_PUBLIC_KEY : CertificateType.X509, clientType);
        Optional<CertificateStatus> status =
                StapledStatus.of12(config, hello, plan.credential().chain());
        HelloAnswer answer = new HelloAnswer(
                version,
                plan.suite(),
                extendedMasterSecret,
                encryptThenMac,
                RecordLimits.of(config, hello, false),
                protocol,
                // RFC 5077 §3.4: no id beside the promise of a ticket; without either the session is not to be resumed
                promisesTicket ? Bytes.empty() : sessionId,
                promisesTicket,
                status,
                false,
                version.before12() ? List.of() : types.answer(config, hello.extensions()));
        ServerHello serverHello = answer.toMessage(config, hello);
        ServerHandshake12 handshake = ServerHandshake12.of(config, transcript, hello, answer, serverHello, clientType);
        HandshakeFactsBuilder facts = effects.facts()
                .with()
                .cipherSuite(plan.suite())
                .applicationProtocol(protocol)
                .sessionId(sessionId)
                .sessionCreatedAt(config.sessions().now())
                .extendedMasterSecret(extendedMasterSecret)
                .localCertificates(plan.credential().chain())
                .maxFragmentLength(answer.limits().maxFragmentLength());
        if (plan instanceof KeyExchangePlan.Ecdhe ecdhe) {
            facts.group(ecdhe.group());
        } else if (plan instanceof KeyExchangePlan.Dhe dhe) {
            facts.group(dhe.group());
        }
        effects.learned(facts.build());

        transcript.add(effects.send(serverHello));
        effects.limitRecords(answer.limits().send(), answer.limits().receive());
        transcript.add(effects.send(new Certificate12(plan.credential().encoded(), raw)));
        status.ifPresent(message -> transcript.add(effects.send(message)));
        PremasterSource premaster = sendKeyExchange(hello, handshake, effects);
        boolean asked = CertificateTypes.asksClient(config, clientType);
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

    private PremasterSource sendKeyExchange(ClientHello hello, ServerHandshake12 handshake, Effects effects) {
        if (plan instanceof KeyExchangePlan.Ecdhe ecdhe) {
            EphemeralKey key = config.ephemeralKeys().next(ecdhe.group());
            try {
                sendEcdhe(ecdhe, key, handshake, effects);
            } catch (RuntimeException failed) {
                key.destroy();
                throw failed;
            }
            return new PremasterSource.Ecdhe(key);
        }
        if (plan instanceof KeyExchangePlan.Dhe dhe) {
            FiniteFieldGroup group = FiniteFieldGroup.of(dhe.group());
            EphemeralKey key = group.generate(config.jca(), config.random());
            try {
                sendDhe(dhe, group, key, handshake, effects);
            } catch (RuntimeException failed) {
                key.destroy();
                throw failed;
            }
            return new PremasterSource.Dhe(key);
        }
        return new PremasterSource.KeyTransport(plan.credential().privateKey(), hello.legacyVersion());
    }

    private void sendEcdhe(KeyExchangePlan.Ecdhe plan, EphemeralKey key, ServerHandshake12 handshake, Effects effects) {
        int group = plan.group().codePoint();
        Bytes point = Bytes.copyOf(key.share());
        Bytes signature = sign(handshake, plan.chosen(), EcdheServerKeyExchange.parameters(group, point));
        int scheme = plan.chosen().named(version);
        transcript.add(effects.send(new EcdheServerKeyExchange(group, point, scheme, signature).toMessage()));
    }

    private void sendDhe(
            KeyExchangePlan.Dhe plan,
            FiniteFieldGroup group,
            EphemeralKey key,
            ServerHandshake12 handshake,
            Effects effects) {
        Bytes prime = Bytes.owning(group.prime());
        Bytes generator = Bytes.owning(group.generator());
        Bytes share = Bytes.copyOf(key.share());
        Bytes signature = sign(handshake, plan.chosen(), DheServerKeyExchange.parameters(prime, generator, share));
        int scheme = plan.chosen().named(version);
        transcript.add(effects.send(new DheServerKeyExchange(prime, generator, share, scheme, signature).toMessage()));
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
        List<SignatureScheme> schemes = version.before12() ? SignatureSchemes.before12() : config.signatureSchemes();
        for (SignatureScheme scheme : schemes) {
            types.add(
                    scheme.keyAlgorithm().startsWith("RSA")
                            ? CertificateRequest12.RSA_SIGN
                            : CertificateRequest12.ECDSA_SIGN);
        }
        WireWriter certificateTypes = new WireWriter();
        types.forEach(certificateTypes::u8);
        return new CertificateRequest12(
                certificateTypes.toBytes(),
                version.before12() ? CodePoints.none() : CodePoints.of(schemes, SignatureScheme::codePoint),
                WantedChain.authoritiesOfServer(config));
    }
}
