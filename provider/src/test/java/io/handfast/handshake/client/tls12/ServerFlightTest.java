package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingVerifier;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.Certificate12;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.Finished;
import io.handfast.message.ServerHelloDone;
import io.handfast.message.ServerKeyExchange;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFlightTest {
    private static final String ECDSA_SUITE = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    private static final String RSA_SUITE = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String TRANSPORT_SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";

    @Test
    void refusesAnEmptyCertificate() {
        ScriptedServer12 server = server(ECDSA_SUITE, KeyKind.EC_P256);
        server.giveServerHello();
        ClientFixture.assertAlert(DECODE_ERROR, "empty", () -> server.give(new Certificate12(List.of())));
    }

    @Test
    void refusesACertificateThatDoesNotParse() {
        ScriptedServer12 server = server(ECDSA_SUITE, KeyKind.EC_P256);
        server.giveServerHello();
        Certificate12 garbage = new Certificate12(List.of(Bytes.hex("3003020101")));
        ClientFixture.assertAlert(BAD_CERTIFICATE, "does not parse", () -> server.give(garbage));
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                arguments(ECDSA_SUITE, KeyKind.RSA),
                arguments(ECDSA_SUITE, KeyKind.RSASSA_PSS),
                arguments(RSA_SUITE, KeyKind.EC_P256),
                arguments(RSA_SUITE, KeyKind.ED25519),
                arguments(TRANSPORT_SUITE, KeyKind.EC_P256),
                arguments(TRANSPORT_SUITE, KeyKind.RSASSA_PSS));
    }

    @ParameterizedTest
    @MethodSource("wrongKeys")
    void refusesAKeyThatDoesNotFitTheSuite(String suite, KeyKind kind) {
        ScriptedServer12 server = server(suite, kind);
        server.giveServerHello();
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "does not fit " + suite, () -> server.give(server.certificate()));
    }

    static Stream<Arguments> wrongGroups() {
        return Stream.of(
                arguments("not offered", 24, "0x0018"),
                arguments("unknown", 0xfe30, "0xfe30"),
                arguments("a finite field", 0x0100, "0x0100"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongGroups")
    void refusesAGroup(String name, int group, String reason) {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config()
                .groups(List.of(
                        ClientFixture.group("secp256r1"),
                        ClientFixture.group("x25519"),
                        ClientFixture.group("ffdhe2048")))
                .build());
        untilKeyExchange(server);
        EcdheServerKeyExchange exchange =
                server.keyExchange(group, Bytes.hex("04" + "05".repeat(64)), scheme("ecdsa_secp256r1_sha256"));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, reason, () -> server.give(exchange.toMessage()));
    }

    static Stream<Arguments> wrongPoints() {
        return Stream.of(
                arguments(23, "04" + "05".repeat(64)),
                arguments(23, "00"),
                arguments(23, "02" + "05".repeat(32)),
                arguments(29, "00".repeat(32)),
                arguments(29, "05".repeat(31)));
    }

    @ParameterizedTest
    @MethodSource("wrongPoints")
    void refusesAPointThatIsNoElement(int group, String point) {
        ScriptedServer12 server = server(ECDSA_SUITE, KeyKind.EC_P256);
        untilKeyExchange(server);
        server.give(server.keyExchange(group, Bytes.hex(point), scheme("ecdsa_secp256r1_sha256"))
                .toMessage());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "no element", () -> server.give(new ServerHelloDone()));
        assertEquals(1, server.effects().sent().size());
    }

    @Test
    void refusesACurveSpelledOut() {
        ScriptedServer12 server = server(ECDSA_SUITE, KeyKind.EC_P256);
        untilKeyExchange(server);
        ServerKeyExchange spelledOut = new ServerKeyExchange(Bytes.hex("01" + "00".repeat(80)));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "curve type", () -> server.give(spelledOut));
    }

    @Test
    void refusesAWrongSignatureBeforeTheChainIsLookedAt() {
        RecordingVerifier verifier = new RecordingVerifier();
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().peerVerifier(verifier).build());
        untilKeyExchange(server);
        EcdheServerKeyExchange right = server.keyExchange();
        byte[] signature = right.signature().toArray();
        signature[signature.length - 1] ^= 1;
        EcdheServerKeyExchange wrong =
                new EcdheServerKeyExchange(right.namedGroup(), right.point(), right.scheme(), Bytes.owning(signature));
        ClientFixture.assertAlert(DECRYPT_ERROR, "signature", () -> server.give(wrong.toMessage()));
        assertTrue(verifier.chains().isEmpty());
    }

    @Test
    void refusesASignatureMadeForAnotherConnection() {
        ScriptedServer12 other = server(ECDSA_SUITE, KeyKind.EC_P256);
        TlsConfig config = ClientFixture.config().build();
        config.random().nextInt();
        ScriptedServer12 server = new ScriptedServer12(config);
        untilKeyExchange(server);
        ClientFixture.assertAlert(DECRYPT_ERROR, "signature", () -> server.give(other.serverKeyExchange()));
    }

    @Test
    void refusesASchemeThatWasNotOffered() {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config()
                .signatureSchemes(List.of(scheme("ecdsa_secp384r1_sha384")))
                .build());
        untilKeyExchange(server);
        EcdheServerKeyExchange right = server.keyExchange();
        EcdheServerKeyExchange other =
                server.keyExchange(right.namedGroup(), right.point(), scheme("ecdsa_secp256r1_sha256"));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "did not offer", () -> server.give(other.toMessage()));
    }

    @Test
    void refusesASchemeThatDoesNotFitTheKey() {
        ScriptedServer12 server = server(ECDSA_SUITE, KeyKind.EC_P256);
        untilKeyExchange(server);
        EcdheServerKeyExchange right = server.keyExchange();
        EcdheServerKeyExchange other =
                new EcdheServerKeyExchange(right.namedGroup(), right.point(), 0x0804, right.signature());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "does not fit", () -> server.give(other.toMessage()));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesAChainThatTheVerifierRefusesAndSendsNothing(String suite, KeyKind kind) {
        TlsConfig config = ClientFixture.config()
                .cipherSuites(List.of(ClientFixture.suite(suite)))
                .peerVerifier(RecordingVerifier.refusing(new CertificateException("not this one")))
                .build();
        ScriptedServer12 server = new ScriptedServer12(
                config, kind, (CipherSuite12) ClientFixture.suite(suite), ClientFixture.group("x25519"));
        server.untilServerHelloDone();
        ClientFixture.assertAlert(CERTIFICATE_UNKNOWN, "refused", () -> server.give(new ServerHelloDone()));
        assertEquals(1, server.effects().sent().size());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesAWrongFinished(String suite, KeyKind kind) {
        ScriptedServer12 server = server(suite, kind);
        MasterSecret12 masterSecret = server.untilServerHelloDone().finishFlight();
        server.takeNextSent();
        byte[] verifyData = server.finished(masterSecret).verifyData().toArray();
        verifyData[11] ^= 1;
        ClientFixture.assertAlert(DECRYPT_ERROR, "Finished", () -> server.give(new Finished(Bytes.owning(verifyData))));
        assertTrue(server.effects().established().isEmpty());
    }

    @Test
    void refusesAKeyThatNothingCanBeEncryptedWith() {
        EncryptionKey key =
                new EncryptionKey(ClientFixture.credential(KeyKind.EC_P256).publicKey(), 0x0303);
        TlsConfig config = ClientFixture.config().build();
        ClientFixture.assertAlert(UNSUPPORTED_CERTIFICATE, "nothing can be encrypted", () -> key.answer(config));
    }

    static Stream<Arguments> suites() {
        return Stream.of(
                arguments(ECDSA_SUITE, KeyKind.EC_P256),
                arguments(RSA_SUITE, KeyKind.RSA),
                arguments(TRANSPORT_SUITE, KeyKind.RSA));
    }

    private static ScriptedServer12 server(String suite, KeyKind kind) {
        return new ScriptedServer12(
                ClientFixture.config()
                        .cipherSuites(List.of(ClientFixture.suite(suite)))
                        .build(),
                kind,
                (CipherSuite12) ClientFixture.suite(suite),
                ClientFixture.group("secp256r1"));
    }

    private static void untilKeyExchange(ScriptedServer12 server) {
        server.giveServerHello();
        server.give(server.certificate());
    }

    private static SignatureScheme scheme(String name) {
        return SignatureSchemes.byName(name).orElseThrow();
    }
}
