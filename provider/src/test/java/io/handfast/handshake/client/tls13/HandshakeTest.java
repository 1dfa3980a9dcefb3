package io.handfast.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.HandshakeSignatures.Signer;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.CertificateAuthorities;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingCredentials;
import io.handfast.handshake.client.ClientFixture.RecordingVerifier;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.Finished;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeTest {
    static Stream<Arguments> combinations() {
        Stream<Arguments> suites = Stream.of(
                        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")
                .map(suite -> arguments(suite, "x25519", KeyKind.EC_P256));
        Stream<Arguments> groups = ClientFixture.config().build().groups().stream()
                .map(group -> arguments("TLS_AES_128_GCM_SHA256", group.ianaName(), KeyKind.EC_P256));
        Stream<Arguments> keys =
                Stream.of(KeyKind.values()).map(kind -> arguments("TLS_AES_128_GCM_SHA256", "x25519", kind));
        return Stream.of(suites, groups, keys).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Spec({"RFC8446-9.1-2", "RFC8446-9.1-3"})
    void connects(String suiteName, String groupName, KeyKind keyKind) {
        RecordingVerifier verifier = new RecordingVerifier();
        NamedGroup group = ClientFixture.group(groupName);
        TlsConfig config = ClientFixture.config()
                .peerVerifier(verifier)
                .keyShareGroups(List.of(group))
                .build();
        ScriptedServer13 server =
                new ScriptedServer13(config, keyKind, (CipherSuite13) ClientFixture.suite(suiteName), group);
        server.untilFinished();
        server.assertHandshakeKeys();
        server.effects().takeLog();
        HandshakeState state = server.give(server.finished());

        assertTrue(state.connected());
        assertEquals(
                List.of("change_cipher_spec", "send Finished", "read keys", "write keys", "established"),
                server.effects().takeLog());
        assertEquals(
                server.expectedClientVerifyData(),
                server.effects().sent(Finished.class).verifyData());
        assertApplicationKeys(server);

        assertEquals(List.of("UNKNOWN"), verifier.authTypes());
        assertEquals(List.of(server.chain()), verifier.chains());
        HandshakeFacts facts = server.effects().established().orElseThrow().facts();
        assertEquals(Optional.of(ProtocolVersion.TLS13), facts.version());
        assertEquals(Optional.of(server.suite()), facts.cipherSuite());
        assertEquals(Optional.of(group), facts.group());
        assertEquals(server.chain(), facts.peerCertificates());
        assertEquals(
                server.certificateVerify().scheme(),
                facts.peerSignatureScheme().orElseThrow().codePoint());
        assertEquals(
                server.chain(),
                server.effects().established().orElseThrow().peer().chain());
    }

    @Test
    void sendsNoChangeCipherSpecWithoutCompatibilityMode() {
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().middleboxCompatibility(false).build());
        server.untilFinished().give(server.finished());
        assertFalse(server.effects().log().contains("change_cipher_spec"));
    }

    @Test
    void learnsTheProtocolAndTheName() {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config()
                .serverName(Optional.of("example.org"))
                .applicationProtocols(List.of("h2", "http/1.1"))
                .build());
        server.giveServerHello();
        server.give(new EncryptedExtensions(ExtensionBlock.of(
                new ServerName.Acknowledged(), ApplicationLayerProtocolNegotiation.selected("http/1.1"))));
        assertEquals(Optional.of("http/1.1"), server.effects().facts().applicationProtocol());
        assertEquals(Optional.of("example.org"), server.effects().facts().serverName());
    }

    @Test
    void publishesTheChainBeforeItIsVerified() {
        RecordingVerifier verifier = new RecordingVerifier();
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().peerVerifier(verifier).build());
        verifier.whileVerifying(
                chain -> assertEquals(chain, server.effects().facts().peerCertificates()));
        server.untilFinished();
        assertEquals(1, verifier.chains().size());
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    @Spec({"RFC8446-4.4.2-2", "RFC8446-4.4.2-9", "RFC8446-4.4.3-2"})
    void showsItsCertificateWhenAsked(KeyKind kind) {
        RecordingCredentials credentials = new RecordingCredentials(Optional.of(ClientFixture.credential(kind)));
        ScriptedServer13 server = asked(ClientFixture.config().credentials(credentials));
        assertTrue(server.give(server.finished()).connected());
        assertEquals(
                List.of(
                        "change_cipher_spec",
                        "send Certificate13",
                        "send CertificateVerify",
                        "send Finished",
                        "read keys",
                        "write keys",
                        "established"),
                server.effects().takeLog());
        Certificate13 certificate = server.effects().sent(Certificate13.class);
        assertTrue(certificate.requestContext().isEmpty());
        assertEquals(
                ClientFixture.credential(kind).chain().size(),
                certificate.entries().size());
        TrafficSecret[] applicationSecrets = server.applicationTrafficSecrets();
        server.takeNextSent();
        HandshakeSignatures.verify13(
                ClientFixture.config().build(),
                ClientFixture.credential(kind).publicKey(),
                server.effects().sent(CertificateVerify.class),
                Signer.CLIENT,
                server.transcriptHash());
        server.takeNextSent();
        assertEquals(
                server.expectedClientVerifyData(),
                server.effects().sent(Finished.class).verifyData());
        ClientFixture.assertCarries(
                server.effects().writeProtection().orElseThrow(),
                Protections.read13(ClientFixture.config().build().jca(), server.suite(), applicationSecrets[0]));
        assertEquals(
                ClientFixture.credential(kind).chain(),
                server.effects().established().orElseThrow().facts().localCertificates());
    }

    @Test
    @Spec({"RFC8446-4.4.2-3", "RFC8446-4.4.2-4"})
    void showsAnEmptyCertificateWhenItHasNone() {
        ScriptedServer13 server = asked(ClientFixture.config());
        server.give(server.finished());
        assertEquals(
                List.of(
                        "change_cipher_spec",
                        "send Certificate13",
                        "send Finished",
                        "read keys",
                        "write keys",
                        "established"),
                server.effects().takeLog());
        assertTrue(server.effects().sent(Certificate13.class).entries().isEmpty());
        server.takeNextSent();
        assertEquals(
                server.expectedClientVerifyData(),
                server.effects().sent(Finished.class).verifyData());
    }

    @Test
    void showsAnEmptyCertificateWhenNoneFitsTheSchemes() {
        RecordingCredentials credentials =
                new RecordingCredentials(Optional.of(ClientFixture.credential(KeyKind.EC_P384)));
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().credentials(credentials).build());
        byte[] name = {0x30, 0x00};
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        server.give(new CertificateRequest13(
                Bytes.empty(),
                ExtensionBlock.of(
                        new SignatureAlgorithms(CodePoints.of(0x0403, 0x0401)),
                        new CertificateAuthorities(List.of(Bytes.copyOf(name))))));
        server.give(server.certificate());
        server.give(server.certificateVerify());
        server.give(server.finished());
        assertTrue(server.effects().sent(Certificate13.class).entries().isEmpty());
        assertEquals(List.of(List.of("EC")), credentials.asked(), "PKCS #1 is of no use in TLS 1.3");
        assertArrayEquals(name, credentials.authorities().get(0).get(0));
    }

    @Test
    void asksForNoCredentialBeforeTheServerIsVerified() {
        RecordingCredentials credentials =
                new RecordingCredentials(Optional.of(ClientFixture.credential(KeyKind.EC_P256)));
        ScriptedServer13 server = asked(ClientFixture.config().credentials(credentials));
        assertTrue(credentials.asked().isEmpty());
        assertTrue(server.state().costly());
        server.give(server.finished());
        assertEquals(1, credentials.asked().size());
    }

    @Test
    void publishesTheSchemesTheServerAsksFor() {
        ScriptedServer13 server = asked(ClientFixture.config());
        HandshakeFacts facts = server.effects().facts();
        assertTrue(facts.peerSignatureAlgorithms().contains(0x0403));
        assertEquals(facts.peerSignatureAlgorithms(), facts.peerSignatureAlgorithmsCert());
    }

    /** A server that asks for a certificate, up to the state that waits for its Finished; the log starts there. */
    private static ScriptedServer13 asked(TlsConfigBuilder config) {
        ScriptedServer13 server = new ScriptedServer13(config.build());
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        server.give(server.certificateRequest());
        server.give(server.certificate());
        server.give(server.certificateVerify());
        server.effects().takeLog();
        return server;
    }

    private static void assertApplicationKeys(ScriptedServer13 server) {
        TrafficSecret[] secrets = server.applicationTrafficSecrets();
        ClientFixture.assertCarries(
                server.effects().writeProtection().orElseThrow(),
                Protections.read13(ClientFixture.config().build().jca(), server.suite(), secrets[0]));
        ClientFixture.assertCarries(
                Protections.write13(ClientFixture.config().build().jca(), server.suite(), secrets[1]),
                server.effects().readProtection().orElseThrow());
    }
}
