package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.auth.HandshakeSignatures;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.ExtensionBlock;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingCredentials;
import io.handfast.handshake.client.ClientFixture.RecordingVerifier;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.KeyBlock;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Finished;
import io.handfast.message.HelloRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.message.ServerHelloDone;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeTest {
    static Stream<Arguments> combinations() {
        Stream<Arguments> groups = ClientFixture.config().build().groups().stream()
                .filter(NamedGroup::usableIn12)
                .map(group -> arguments(
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", group.ianaName(), KeyKind.EC_P256, "ECDHE_ECDSA"));
        return Stream.concat(
                groups,
                Stream.of(
                        arguments("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "x25519", KeyKind.EC_P384, "ECDHE_ECDSA"),
                        arguments(
                                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                                "x25519",
                                KeyKind.EC_P521,
                                "ECDHE_ECDSA"),
                        arguments("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.ED25519, "ECDHE_ECDSA"),
                        arguments("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.ED448, "ECDHE_ECDSA"),
                        arguments("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.RSA, "ECDHE_RSA"),
                        arguments("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "x25519", KeyKind.RSASSA_PSS, "ECDHE_RSA"),
                        arguments("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "x25519", KeyKind.RSA, "ECDHE_RSA"),
                        arguments("TLS_RSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.RSA, "RSA"),
                        arguments("TLS_RSA_WITH_AES_256_GCM_SHA384", "x25519", KeyKind.RSA, "RSA")));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void connects(String suiteName, String groupName, KeyKind keyKind, String authType) {
        RecordingVerifier verifier = new RecordingVerifier();
        CipherSuite12 suite = (CipherSuite12) ClientFixture.suite(suiteName);
        TlsConfig config = ClientFixture.config()
                .cipherSuites(List.of(suite))
                .peerVerifier(verifier)
                .build();
        ScriptedServer12 server = new ScriptedServer12(config, keyKind, suite, ClientFixture.group(groupName));
        server.untilServerHelloDone();
        server.effects().takeLog();
        MasterSecret12 masterSecret = server.finishFlight();
        assertEquals(
                List.of(
                        "send ClientKeyExchange",
                        "change_cipher_spec",
                        "write keys",
                        "send Finished",
                        "read keys after change_cipher_spec"),
                server.effects().takeLog());
        assertFinished(server, masterSecret);
        HandshakeState state = server.give(server.finished(masterSecret));

        assertTrue(state.connected());
        assertEquals(List.of("established"), server.effects().takeLog());
        assertEquals(List.of(authType), verifier.authTypes());
        HandshakeFacts facts = server.effects().established().orElseThrow().facts();
        assertEquals(Optional.of(ProtocolVersion.TLS12), facts.version());
        assertEquals(Optional.of(suite), facts.cipherSuite());
        assertEquals(ClientFixture.identity(keyKind).chain(), facts.peerCertificates());
        assertEquals(Bytes.hex("0102030405"), facts.sessionId());
        assertTrue(facts.extendedMasterSecret());
        assertTrue(server.effects().exporter().isPresent());
        assertEquals(!authType.equals("RSA"), facts.group().isPresent());
        assertEquals(!authType.equals("RSA"), facts.peerSignatureScheme().isPresent());
    }

    @Test
    void connectsWithoutAnyExtension() {
        Map<String, Bytes> keyLog = new HashMap<>();
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config()
                .versions(List.of(ProtocolVersion.TLS12))
                .keyLog((label, random, secret) -> keyLog.put(label, Bytes.copyOf(secret)))
                .build());
        server.giveServerHello(server.serverHello(ExtensionBlock.empty()));
        MasterSecret12 masterSecret = server.untilServerHelloDoneFromHello().finishFlight();
        assertEquals(Map.of("CLIENT_RANDOM", Bytes.copyOf(masterSecret.secret().reveal())), keyLog);
        assertFinished(server, masterSecret);
        assertTrue(server.give(server.finished(masterSecret)).connected());
        assertFalse(server.effects().facts().extendedMasterSecret());
        assertTrue(server.effects().exporter().isEmpty(), "RFC 7627 §5.4");
    }

    @Test
    void ignoresHelloRequestsOnTheWay() {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config().build());
        server.giveServerHello();
        HandshakeState before = server.state();
        HandshakeState after =
                before.on(Received.decode(MessageCodec.encode(new HelloRequest()), before.dialect()), server.effects());
        assertEquals(before, after);
        MasterSecret12 masterSecret = server.untilServerHelloDoneFromHello().finishFlight();
        assertFinished(server, masterSecret);
    }

    @Test
    void verifiesTheChainBeforeAnythingIsSent() {
        RecordingVerifier verifier = new RecordingVerifier();
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().peerVerifier(verifier).build());
        verifier.whileVerifying(chain -> {
            assertEquals(chain, server.effects().facts().peerCertificates());
            assertEquals(1, server.effects().sent().size());
        });
        server.untilServerHelloDone();
        assertTrue(verifier.chains().isEmpty());
        server.give(new ServerHelloDone());
        assertEquals(1, verifier.chains().size());
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void showsItsCertificateWhenAsked(KeyKind kind) {
        RecordingCredentials credentials = new RecordingCredentials(Optional.of(ClientFixture.credential(kind)));
        ScriptedServer12 server = asked(ClientFixture.config().credentials(credentials));
        MasterSecret12 masterSecret = server.finishFlight();
        assertEquals(
                List.of(
                        "send Certificate12",
                        "send ClientKeyExchange",
                        "send CertificateVerify",
                        "change_cipher_spec",
                        "write keys",
                        "send Finished",
                        "read keys after change_cipher_spec"),
                server.effects().takeLog());
        CertificateVerify verify = server.effects().sent(CertificateVerify.class);
        HandshakeSignatures.verify12(
                ClientFixture.config().build(),
                ClientFixture.credential(kind).publicKey(),
                verify.scheme(),
                server.messages(),
                verify.signature());
        server.takeNextSent();
        assertFinished(server, masterSecret);
        server.give(server.finished(masterSecret));
        assertEquals(
                ClientFixture.credential(kind).chain(),
                server.effects().established().orElseThrow().facts().localCertificates());
    }

    @Test
    void showsAnEmptyCertificateWhenItHasNone() {
        ScriptedServer12 server = asked(ClientFixture.config());
        MasterSecret12 masterSecret = server.finishFlight();
        assertEquals(
                List.of(
                        "send Certificate12",
                        "send ClientKeyExchange",
                        "change_cipher_spec",
                        "write keys",
                        "send Finished",
                        "read keys after change_cipher_spec"),
                server.effects().takeLog());
        assertTrue(server.effects().sent(Certificate12.class).certificates().isEmpty());
        assertFinished(server, masterSecret);
    }

    @Test
    void asksOnlyForKeysOfTheTypesTheServerTakes() {
        RecordingCredentials credentials = new RecordingCredentials(Optional.empty());
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().credentials(credentials).build());
        byte[] name = {0x30, 0x00};
        server.untilServerHelloDone();
        server.give(new CertificateRequest12(
                Bytes.hex("01"), CodePoints.of(0x0403, 0x0804, 0x0809), List.of(Bytes.copyOf(name))));
        assertEquals(
                CodePoints.of(0x0403, 0x0804, 0x0809), server.effects().facts().peerSignatureAlgorithms());
        server.finishFlight();
        assertEquals(List.of(List.of("RSA", "RSASSA-PSS")), credentials.asked());
        assertArrayEquals(name, credentials.authorities().get(0).get(0));
    }

    /** A server that asks for a certificate, up to the state that waits for its ServerHelloDone; the log starts there. */
    private static ScriptedServer12 asked(TlsConfigBuilder config) {
        ScriptedServer12 server = new ScriptedServer12(config.build());
        server.untilServerHelloDone();
        server.give(server.certificateRequest());
        server.effects().takeLog();
        return server;
    }

    /** Checks the client's Finished, which is next in the transcript, and the keys on both sides. */
    private static void assertFinished(ScriptedServer12 server, MasterSecret12 masterSecret) {
        assertArrayEquals(
                masterSecret.clientVerifyData(server.transcriptHash()),
                server.effects().sent(Finished.class).verifyData().toArray());
        server.takeNextSent();
        KeyBlock keys = server.keyBlock(masterSecret);
        TlsConfig config = ClientFixture.config().build();
        ClientFixture.assertCarries(
                server.effects().writeProtection().orElseThrow(),
                Protections.read12(config.jca(), server.cipherSpec(), keys.client()));
        ClientFixture.assertCarries(
                Protections.write12(config.jca(), config.random(), server.cipherSpec(), keys.server()),
                server.effects().readProtection().orElseThrow());
    }
}
