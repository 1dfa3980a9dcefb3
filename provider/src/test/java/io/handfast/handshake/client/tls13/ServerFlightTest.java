package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_EXPIRED;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.UnknownExtension;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingVerifier;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.Finished;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFlightTest {
    private static final Bytes SOME = Bytes.hex("0102");

    static Stream<Arguments> badEncryptedExtensions() {
        return Stream.of(
                arguments(
                        ILLEGAL_PARAMETER,
                        "the server offers [h3], enabled here are [h2]",
                        ApplicationLayerProtocolNegotiation.selected("h3")),
                arguments(
                        ILLEGAL_PARAMETER, "exactly one", new ApplicationLayerProtocolNegotiation(List.of("h2", "h2"))),
                arguments(UNSUPPORTED_EXTENSION, "server_name", new ServerName.Acknowledged()),
                arguments(UNSUPPORTED_EXTENSION, "early_data", new EarlyDataIndication.Announced()),
                arguments(UNSUPPORTED_EXTENSION, "65024", new UnknownExtension(0xfe00, SOME)),
                arguments(ILLEGAL_PARAMETER, "key_share", new UnknownExtension(ExtensionType.KEY_SHARE, SOME)),
                arguments(
                        ILLEGAL_PARAMETER,
                        "supported_versions",
                        new UnknownExtension(ExtensionType.SUPPORTED_VERSIONS, SOME)),
                arguments(ILLEGAL_PARAMETER, "signature_algorithms", new SignatureAlgorithms(CodePoints.of(0x0403))),
                arguments(ILLEGAL_PARAMETER, "renegotiation_info", RenegotiationInfo.EMPTY),
                arguments(ILLEGAL_PARAMETER, "cookie", new UnknownExtension(ExtensionType.COOKIE, SOME)));
    }

    @ParameterizedTest
    @MethodSource("badEncryptedExtensions")
    @Spec({"RFC8446-4.2-4", "RFC8446-4.3.1-2", "RFC8446-4.3.1-3"})
    void refusesEncryptedExtensions(AlertDescription alert, String reason, Extension extension) {
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().applicationProtocols(List.of("h2")).build());
        server.giveServerHello();
        ClientFixture.assertAlert(
                alert, reason, () -> server.give(new EncryptedExtensions(ExtensionBlock.of(extension))));
    }

    @Test
    void refusesAnApplicationProtocolThatWasNotAskedFor() {
        ScriptedServer13 server = server();
        server.giveServerHello();
        ClientFixture.assertAlert(
                UNSUPPORTED_EXTENSION,
                "application_layer",
                () -> server.give(new EncryptedExtensions(
                        ExtensionBlock.of(ApplicationLayerProtocolNegotiation.selected("h2")))));
    }

    @Test
    @Spec("RFC8446-4.2.7-1")
    void takesTheServersGroupsForInformation() {
        ScriptedServer13 server = server();
        server.giveServerHello();
        server.give(new EncryptedExtensions(ExtensionBlock.of(new SupportedGroups(CodePoints.of(23)))));
        assertEquals("WaitCertificateOrCertificateRequest", server.state().name());
    }

    static Stream<Arguments> badCertificateRequests() {
        SignatureAlgorithms schemes = new SignatureAlgorithms(CodePoints.of(0x0403));
        return Stream.of(
                arguments(ILLEGAL_PARAMETER, "context", new CertificateRequest13(SOME, ExtensionBlock.of(schemes))),
                arguments(
                        MISSING_EXTENSION,
                        "signature_algorithms",
                        new CertificateRequest13(Bytes.empty(), ExtensionBlock.of(new UnknownExtension(0xfe00, SOME)))),
                arguments(
                        ILLEGAL_PARAMETER,
                        "no place",
                        new CertificateRequest13(
                                Bytes.empty(),
                                ExtensionBlock.of(schemes, new UnknownExtension(ExtensionType.KEY_SHARE, SOME)))));
    }

    @ParameterizedTest
    @MethodSource("badCertificateRequests")
    @Spec({"RFC8446-4.3.2-4", "RFC8446-4.3.2-6"})
    void refusesCertificateRequest(AlertDescription alert, String reason, CertificateRequest13 request) {
        ScriptedServer13 server = server();
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        ClientFixture.assertAlert(alert, reason, () -> server.give(request));
    }

    @Test
    @Spec({"RFC8446-4.3.2-7", "RFC8446-9.3-6"})
    void passesOverUnknownExtensionsOfACertificateRequest() {
        ScriptedServer13 server = server();
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        server.give(new CertificateRequest13(
                Bytes.empty(), server.certificateRequest().extensions().with(new UnknownExtension(0xfe00, SOME))));
        assertEquals("WaitCertificate", server.state().name());
    }

    static Stream<Arguments> badCertificates() {
        Bytes der = Bytes.hex("3003020101");
        return Stream.of(
                arguments(DECODE_ERROR, "empty", new Certificate13(Bytes.empty(), List.of())),
                arguments(BAD_CERTIFICATE, "does not parse", certificate(der, ExtensionBlock.empty())),
                arguments(
                        UNSUPPORTED_EXTENSION,
                        "status_request",
                        certificate(der, ExtensionBlock.of(new StatusRequest.Response(SOME)))),
                arguments(
                        UNSUPPORTED_EXTENSION,
                        "65024",
                        certificate(der, ExtensionBlock.of(new UnknownExtension(0xfe00, SOME)))),
                arguments(
                        ILLEGAL_PARAMETER,
                        "no place",
                        certificate(der, ExtensionBlock.of(new KeyShare.RetryGroup(23)))));
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    @Spec({"RFC8446-4.4.2-6", "RFC8446-4.4.2-15", "RFC8446-4.4.2.4-1"})
    void refusesCertificate(AlertDescription alert, String reason, Certificate13 certificate) {
        ScriptedServer13 server = untilCertificate(server());
        ClientFixture.assertAlert(alert, reason, () -> server.give(certificate));
    }

    @Test
    @Spec("RFC8446-4.4.2-5")
    void refusesACertificateWithAContext() {
        ScriptedServer13 server = untilCertificate(server());
        Certificate13 spoiled = new Certificate13(SOME, server.certificate().entries());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "context", () -> server.give(spoiled));
    }

    @Test
    void refusesAChainThatIsTooLong() {
        TlsConfig config = ClientFixture.config().maxCertificateChainLength(3).build();
        ScriptedServer13 server = untilCertificate(new ScriptedServer13(config));
        List<CertificateEntry> entries = new ArrayList<>(
                Collections.nCopies(4, server.certificate().entries().get(0)));
        ClientFixture.assertAlert(
                BAD_CERTIFICATE, "limit of 3", () -> server.give(new Certificate13(Bytes.empty(), entries)));
    }

    @Test
    @Spec({"RFC8446-4.4.3-9", "RFC8446-4.4.3-10"})
    void refusesAWrongSignatureBeforeTheChainIsLookedAt() {
        RecordingVerifier verifier = new RecordingVerifier();
        ScriptedServer13 server = untilCertificateVerify(new ScriptedServer13(
                ClientFixture.config().peerVerifier(verifier).build()));
        byte[] signature = server.certificateVerify().signature().toArray();
        signature[signature.length - 1] ^= 1;
        CertificateVerify spoiled =
                new CertificateVerify(server.certificateVerify().scheme(), Bytes.owning(signature));
        ClientFixture.assertAlert(DECRYPT_ERROR, "signature", () -> server.give(spoiled));
        assertTrue(verifier.chains().isEmpty());
    }

    @Test
    void refusesASignatureOverAnotherTranscript() {
        ScriptedServer13 other = untilCertificateVerify(server());
        ScriptedServer13 server = untilCertificateVerify(new ScriptedServer13(
                ClientFixture.config().applicationProtocols(List.of("h2")).build()));
        ClientFixture.assertAlert(DECRYPT_ERROR, "signature", () -> server.give(other.certificateVerify()));
    }

    @Test
    @Spec("RFC8446-4.4.3-4")
    void refusesASchemeThatWasNotOffered() {
        SignatureScheme scheme = scheme("ecdsa_secp256r1_sha256");
        ScriptedServer13 server = untilCertificateVerify(new ScriptedServer13(ClientFixture.config()
                .signatureSchemes(List.of(scheme("rsa_pss_rsae_sha256")))
                .build()));
        ClientFixture.assertAlert(
                ILLEGAL_PARAMETER, "did not offer", () -> server.give(server.certificateVerify(scheme)));
    }

    @Test
    @Spec("RFC8446-4.4.3-7")
    void refusesPkcs1Signatures() {
        ScriptedServer13 server = untilCertificateVerify(server(KeyKind.RSA));
        ClientFixture.assertAlert(
                ILLEGAL_PARAMETER,
                "must not sign",
                () -> server.give(server.certificateVerify(scheme("rsa_pkcs1_sha256"))));
    }

    @Test
    @Spec({"RFC8446-4.2.3-1", "RFC8446-4.4.3-6"})
    void refusesASchemeThatDoesNotFitTheKey() {
        ScriptedServer13 server = untilCertificateVerify(server(KeyKind.EC_P384));
        CertificateVerify verify = new CertificateVerify(
                scheme("ecdsa_secp256r1_sha256").codePoint(),
                server.certificateVerify().signature());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "does not fit", () -> server.give(verify));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(CERTIFICATE_UNKNOWN, new CertificateException("not this one")),
                arguments(CERTIFICATE_EXPIRED, new CertificateException(new CertificateExpiredException("old"))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAChainThatTheVerifierRefuses(AlertDescription alert, CertificateException refusal) {
        ScriptedServer13 server = untilCertificateVerify(new ScriptedServer13(ClientFixture.config()
                .peerVerifier(RecordingVerifier.refusing(refusal))
                .build()));
        ClientFixture.assertAlert(alert, "refused", () -> server.give(server.certificateVerify()));
        assertTrue(server.effects().established().isEmpty());
    }

    @Test
    @Spec({"RFC8446-4.4.4-1", "RFC8446-4.4.4-2"})
    void refusesAWrongFinishedAndSendsNothing() {
        ScriptedServer13 server = server().untilFinished();
        byte[] verifyData = server.finished().verifyData().toArray();
        verifyData[0] ^= 1;
        int sent = server.effects().sent().size();
        ClientFixture.assertAlert(DECRYPT_ERROR, "Finished", () -> server.give(new Finished(Bytes.owning(verifyData))));
        assertEquals(sent, server.effects().sent().size());
        assertTrue(server.effects().established().isEmpty());
    }

    @Test
    void refusesAShortFinished() {
        ScriptedServer13 server = server().untilFinished();
        Bytes half = server.finished().verifyData().slice(0, 16);
        ClientFixture.assertAlert(DECODE_ERROR, "Finished", () -> server.give(new Finished(half)));
    }

    private static ScriptedServer13 server() {
        return new ScriptedServer13(ClientFixture.config().build());
    }

    private static ScriptedServer13 server(KeyKind kind) {
        return new ScriptedServer13(
                ClientFixture.config().build(),
                kind,
                (CipherSuite13) ClientFixture.suite("TLS_AES_128_GCM_SHA256"),
                ClientFixture.group("x25519"));
    }

    private static ScriptedServer13 untilCertificate(ScriptedServer13 server) {
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        return server;
    }

    private static ScriptedServer13 untilCertificateVerify(ScriptedServer13 server) {
        untilCertificate(server).give(server.certificate());
        return server;
    }

    private static Certificate13 certificate(Bytes der, ExtensionBlock extensions) {
        return new Certificate13(Bytes.empty(), List.of(new CertificateEntry(der, extensions)));
    }

    private static SignatureScheme scheme(String name) {
        return SignatureSchemes.byName(name).orElseThrow();
    }
}
