package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.failure.CertificateFailure;
import io.handfast.failure.CertificateFailure.Check;
import io.handfast.failure.NegotiationFailure;
import io.handfast.failure.PeerAlertFailure;
import io.handfast.failure.TlsFailure;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not come to a connection, and the alert that OpenSSL sees of it (RFC 8446 §6.2, RFC 5246 §7.2.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslRefusalTest {

    static Stream<Arguments> badServers() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, "wrong-name", Alert.CERTIFICATE_UNKNOWN, Check.NAME),
                        Arguments.of(protocol, "untrusted", Alert.UNKNOWN_CA, Check.TRUST),
                        Arguments.of(protocol, "expired", Alert.CERTIFICATE_EXPIRED, Check.VALIDITY),
                        // In order as a certificate, but made for clients.
                        Arguments.of(protocol, "client-P256", Alert.UNSUPPORTED_CERTIFICATE, Check.USAGE)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badServers")
    void aServerThatIsNotWhoItShouldBe(Protocol protocol, String credential, Alert alert, Check check)
            throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start(credential, List.of(protocol.option()));
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            assertCheck(check, assertThrows(SSLHandshakeException.class, socket::startHandshake));
            server.awaitAlert(alert);
        }
    }

    private static void assertCheck(Check check, Throwable failure) {
        CertificateFailure found =
                (CertificateFailure) TlsFailure.of(failure).orElseThrow(() -> new AssertionError(failure));
        assertEquals(check, found.check());
        assertTrue(String.valueOf(failure.getMessage()).contains(found.summary()), failure.toString());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void aServerThatForgetsItsIntermediate(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        List<String> options = List.of(protocol.option(), "-cert_chain", "server-P256.crt");
        try (OpenSslServer server = OpenSslServer.start("server-P256", options);
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            SSLException failure = assertThrows(SSLHandshakeException.class, socket::startHandshake);
            assertCheck(Check.TRUST, failure);
            assertTrue(String.valueOf(failure.getMessage()).contains("Interop P256"), failure.toString());
            server.awaitAlert(Alert.UNKNOWN_CA);
        }
    }

    static Stream<Arguments> badClients() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, "untrusted", Alert.UNKNOWN_CA, Check.TRUST),
                        Arguments.of(protocol, "expired-client", Alert.CERTIFICATE_EXPIRED, Check.VALIDITY),
                        Arguments.of(protocol, "server-P256", Alert.UNSUPPORTED_CERTIFICATE, Check.USAGE)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badClients")
    void aClientThatIsNotWhoItShouldBe(Protocol protocol, String credential, Alert alert, Check check)
            throws Exception {
        Wishes wishes = Wishes.of(protocol).needClientCertificate(true);
        List<String> options = List.of(
                protocol.option(),
                "-cert",
                credential + ".crt",
                "-key",
                credential + ".key",
                "-cert_chain",
                credential + ".chain");
        try (LocalServer server = LocalServer.start(ours(), wishes, Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitAlert(alert);
            assertCheck(check, server.next().failure().orElseThrow());
        }
    }

    static Stream<Arguments> missingClients() {
        // RFC 5246 §7.4.6 has no alert of its own for this.
        return Stream.of(
                Arguments.of(Protocol.TLS13, Alert.CERTIFICATE_REQUIRED),
                Arguments.of(Protocol.TLS12, Alert.HANDSHAKE_FAILURE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("missingClients")
    void aClientThatKeepsItsCertificate(Protocol protocol, Alert alert) throws Exception {
        Wishes wishes = Wishes.of(protocol).needClientCertificate(true);
        try (LocalServer server = LocalServer.start(ours(), wishes, Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of(protocol.option()))) {
            client.awaitAlert(alert);
            assertTrue(server.next().failure().orElseThrow() instanceof SSLHandshakeException);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("missingClients")
    void weHaveNoCertificateForAServerThatInsists(Protocol protocol, Alert alert) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        List<String> options =
                List.of(protocol.option(), "-rev", "-Verify", "3", "-CAfile", "root.pem", "-verify_return_error");
        try (OpenSslServer server = OpenSslServer.start("server-P256", options);
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            SSLException failure = assertThrows(SSLException.class, () -> {
                Talk.send(socket, "handfast");
                Talk.receive(socket);
            });
            assertTrue(String.valueOf(failure.getMessage()).contains(alert.alertName()), failure.toString());
            assertTrue(TlsFailure.of(failure).orElseThrow() instanceof PeerAlertFailure, failure.toString());
            server.process().await("peer did not return a certificate");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void aClientWithoutACommonApplicationProtocol(Protocol protocol) throws Exception {
        try (LocalServer server = LocalServer.start(ours(), Wishes.of(protocol).alpn("h2"), Talk::reverse);
                OpenSslClient client =
                        OpenSslClient.start(server.port(), List.of(protocol.option(), "-alpn", "http/1.1"))) {
            client.awaitAlert(Alert.NO_APPLICATION_PROTOCOL);
            NegotiationFailure failure = (NegotiationFailure)
                    TlsFailure.of(server.next().failure().orElseThrow()).orElseThrow();
            assertEquals(List.of("http/1.1"), failure.offeredByPeer());
            assertEquals(List.of("h2"), failure.enabledHere());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void noCommonVersion(Protocol protocol) throws Exception {
        Protocol other = protocol == Protocol.TLS13 ? Protocol.TLS12 : Protocol.TLS13;
        try (LocalServer server = LocalServer.start(ours(), Wishes.of(protocol), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of(other.option()))) {
            client.awaitAlert(Alert.PROTOCOL_VERSION);
            NegotiationFailure failure = (NegotiationFailure)
                    TlsFailure.of(server.next().failure().orElseThrow()).orElseThrow();
            assertEquals("version", failure.subject());
            assertEquals(List.of(protocol.jsse()), failure.enabledHere());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Suite.class,
            names = {"AES_128", "RSA_AES_128", "ECDSA_AES_256"})
    void noCommonSuite(Suite suite) throws Exception {
        KeyKind kind = suite.fits(KeyKind.RSA) ? KeyKind.RSA : KeyKind.P256;
        Suite other = suite.protocol() == Protocol.TLS13 ? Suite.CHACHA20 : Suite.RSA_CHACHA20;
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(kind)), Pki.pki().root());
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(suite.protocol()).suite(suite), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(
                        server.port(), List.of(suite.protocol().option(), suite.option(), other.openSsl()))) {
            client.awaitAlert(Alert.HANDSHAKE_FAILURE);
            assertTrue(server.next().failure().orElseThrow() instanceof SSLHandshakeException);
        }
    }

    private static SSLContext ours() throws Exception {
        Credential own = Pki.pki().server(KeyKind.P256);
        return Stack.HANDFAST.context(Optional.of(own), Pki.pki().root());
    }
}
