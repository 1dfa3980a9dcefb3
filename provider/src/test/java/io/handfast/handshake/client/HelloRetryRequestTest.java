package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.Cookie;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.SupportedVersions;
import io.handfast.extension.UnknownExtension;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.ServerHello;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HelloRetryRequestTest {
    private static final Cookie COOKIE = new Cookie(Bytes.hex("c0ffee"));

    @Test
    @Spec({"RFC8446-4.1.2-2", "RFC8446-4.1.4-7", "RFC8446-4.2.8-13"})
    void answersWithAShareInTheGroupAskedFor() {
        ScriptedServer13 server = server(ClientFixture.config().build());
        ClientHello first = server.clientHello();
        server.effects().takeLog();
        server.giveRetry(server.retry(), server.suite());
        assertEquals(
                List.of("settled TLSv1.3", "change_cipher_spec", "send ClientHello"),
                server.effects().takeLog());
        ClientHello second = server.clientHello();
        assertEquals(
                CodePoints.of(23),
                second.extensions().find(KeyShare.Offered.class).orElseThrow().groups());
        assertSameBut(first, second, ExtensionType.KEY_SHARE);
        server.giveServerHello();
        server.assertHandshakeKeys();
        assertTrue(server.effects().facts().helloRetryRequest());
        assertFalse(server.effects().log().contains("change_cipher_spec"), "once is enough");
    }

    @Test
    @Spec({"RFC8446-4.1.2-2", "RFC8446-4.2.2-2"})
    void echoesTheCookieAndKeepsItsShares() {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config().build());
        ClientHello first = server.clientHello();
        server.giveRetry(retry(server, new SupportedVersions.Selected(0x0304), COOKIE), server.suite());
        ClientHello second = server.clientHello();
        assertEquals(COOKIE, second.extensions().find(Cookie.class).orElseThrow());
        assertSameBut(first, second, ExtensionType.COOKIE);
        server.giveServerHello();
        server.assertHandshakeKeys();
    }

    @Test
    void sendsNoChangeCipherSpecWithoutCompatibilityMode() {
        ScriptedServer13 server =
                server(ClientFixture.config().middleboxCompatibility(false).build());
        server.giveRetry(server.retry(), server.suite());
        assertFalse(server.effects().log().contains("change_cipher_spec"));
    }

    static Stream<Arguments> badRetries() {
        SupportedVersions.Selected version = new SupportedVersions.Selected(0x0304);
        KeyShare.RetryGroup group = new KeyShare.RetryGroup(23);
        return Stream.of(
                bad("no change", ILLEGAL_PARAMETER, "no change", retry -> with(retry, version)),
                bad(
                        "share already sent",
                        ILLEGAL_PARAMETER,
                        "already",
                        retry -> with(retry, version, new KeyShare.RetryGroup(29))),
                bad(
                        "group not offered",
                        ILLEGAL_PARAMETER,
                        "0x0018",
                        retry -> with(retry, version, new KeyShare.RetryGroup(24))),
                bad(
                        "group unknown",
                        ILLEGAL_PARAMETER,
                        "0xfe30",
                        retry -> with(retry, version, new KeyShare.RetryGroup(0xfe30))),
                bad("no version", MISSING_EXTENSION, "supported_versions", retry -> with(retry, group)),
                bad(
                        "version 1.2",
                        ILLEGAL_PARAMETER,
                        "0x0303",
                        retry -> with(retry, new SupportedVersions.Selected(0x0303), group)),
                bad(
                        "suite not offered",
                        ILLEGAL_PARAMETER,
                        "did not offer",
                        retry -> new HelloRetryRequest(retry.sessionId(), 0x1304, retry.extensions())),
                bad(
                        "suite of 1.2",
                        ILLEGAL_PARAMETER,
                        "not of TLS 1.3",
                        retry -> new HelloRetryRequest(retry.sessionId(), 0xC02B, retry.extensions())),
                bad(
                        "no echo",
                        ILLEGAL_PARAMETER,
                        "echo",
                        retry -> new HelloRetryRequest(Bytes.empty(), retry.cipherSuite(), retry.extensions())),
                bad(
                        "extension of EncryptedExtensions",
                        ILLEGAL_PARAMETER,
                        "no place",
                        retry -> with(retry, version, group, ApplicationLayerProtocolNegotiation.selected("h2"))),
                bad(
                        "unknown extension",
                        UNSUPPORTED_EXTENSION,
                        "did not ask",
                        retry -> with(retry, version, group, new UnknownExtension(0xfe00, Bytes.empty()))),
                bad(
                        "cookie too long",
                        ILLEGAL_PARAMETER,
                        "too long",
                        retry -> with(retry, version, new Cookie(Bytes.owning(new byte[0xffe0])))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRetries")
    @Spec({
        "RFC8446-4.1.4-1",
        "RFC8446-4.1.4-3",
        "RFC8446-4.1.4-4",
        "RFC8446-4.1.4-5",
        "RFC8446-4.1.4-8",
        "RFC8446-4.2.8-11",
        "RFC8446-4.2.8-12"
    })
    void refuses(String name, AlertDescription alert, String reason, UnaryOperator<HelloRetryRequest> spoil) {
        ScriptedServer13 server = server(ClientFixture.config()
                .groups(List.of(ClientFixture.group("x25519"), ClientFixture.group("secp256r1")))
                .build());
        HelloRetryRequest spoiled = spoil.apply(server.retry());
        ClientFixture.assertAlert(alert, reason, () -> server.give(spoiled));
    }

    @Test
    @Spec("RFC8446-4.1.4-6")
    void refusesASecondRetry() {
        ScriptedServer13 server = server(ClientFixture.config().build());
        server.giveRetry(server.retry(), server.suite());
        HelloRetryRequest second =
                with(server.retry(), new SupportedVersions.Selected(0x0304), new KeyShare.RetryGroup(24));
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "second", () -> server.give(second));
    }

    @Test
    void refusesARetryWithout13() {
        ScriptedServer13 server = server(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS12)).build());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "did not offer", () -> server.give(server.retry()));
    }

    @Test
    @Spec("RFC8446-4.1.4-10")
    void refusesAnotherSuiteAfterTheRetry() {
        ScriptedServer13 server = server(ClientFixture.config().build());
        server.giveRetry(server.retry(), server.suite());
        ServerHello hello = server.serverHello();
        ServerHello other = new ServerHello(
                hello.legacyVersion(), hello.random(), hello.sessionId(), 0x1303, 0, hello.extensions());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "another suite", () -> server.give(other));
    }

    @Test
    @Spec({"RFC8446-4.2.8-17", "RFC8446-4.2.8-18"})
    void refusesAnotherGroupAfterTheRetry() {
        ScriptedServer13 server = server(ClientFixture.config().build());
        server.giveRetry(server.retry(), server.suite());
        ServerHello hello = server.serverHello();
        ServerHello other = new ServerHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.cipherSuite(),
                0,
                hello.extensions().with(new KeyShare.Selected(new KeyShareEntry(29, Bytes.hex("05".repeat(32))))));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "ours are in [secp256r1]", () -> server.give(other));
    }

    @Test
    @Spec({"RFC8446-4.1.4-12", "RFC8446-4.1.4-13"})
    void refusesAnotherVersionAfterTheRetry() {
        ScriptedServer13 server = server(ClientFixture.config().build());
        server.giveRetry(server.retry(), server.suite());
        ServerHello hello = server.serverHello();
        ServerHello older = new ServerHello(
                hello.legacyVersion(), hello.random(), Bytes.empty(), 0xC02B, 0, ExtensionBlock.empty());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "left that version", () -> server.give(older));
    }

    /** A server that prefers secp256r1, for which the client has no share at first. */
    private static ScriptedServer13 server(TlsConfig config) {
        return new ScriptedServer13(
                config,
                KeyKind.EC_P256,
                (CipherSuite13) ClientFixture.suite("TLS_AES_128_GCM_SHA256"),
                ClientFixture.group("secp256r1"));
    }

    private static void assertSameBut(ClientHello first, ClientHello second, int changed) {
        assertNotEquals(first, second);
        assertEquals(
                first.with(first.extensions().without(changed)),
                second.with(second.extensions().without(changed)));
    }

    private static HelloRetryRequest retry(ScriptedServer13 server, Extension... extensions) {
        return with(server.retry(), extensions);
    }

    private static HelloRetryRequest with(HelloRetryRequest retry, Extension... extensions) {
        return new HelloRetryRequest(retry.sessionId(), retry.cipherSuite(), ExtensionBlock.of(extensions));
    }

    private static Arguments bad(
            String name, AlertDescription alert, String reason, UnaryOperator<HelloRetryRequest> spoil) {
        return arguments(name, alert, reason, spoil);
    }
}
