package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS 1.1 and 1.0 with OpenSSL and with the JDK's own stack, in both roles (RFC 4346, RFC 2246, RFC 4492). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OlderVersionsTest {
    /** In TLS 1.0 it comes in two records, and OpenSSL tells of the second one in between. */
    private static final Pattern ANSWER = Pattern.compile("(?s)t(?:[<>]{3} .*)?safdnah");

    private static final String COMBINATIONS = """
            TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, ECDHE-ECDSA-AES128-SHA, P256, RSA
            TLSv1.1, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,   ECDHE-RSA-AES256-SHA,   RSA,  P384
            TLSv1.1, TLS_DHE_RSA_WITH_AES_128_CBC_SHA,     DHE-RSA-AES128-SHA,     RSA,  RSA
            TLSv1.1, TLS_RSA_WITH_AES_256_CBC_SHA,         AES256-SHA,             RSA,  P256
            TLSv1,   TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, ECDHE-ECDSA-AES256-SHA, P521, P256
            TLSv1,   TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,   ECDHE-RSA-AES128-SHA,   RSA,  RSA
            TLSv1,   TLS_DHE_RSA_WITH_AES_256_CBC_SHA,     DHE-RSA-AES256-SHA,     RSA,  P384
            TLSv1,   TLS_RSA_WITH_AES_128_CBC_SHA,         AES128-SHA,             RSA,  RSA
            """;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = COMBINATIONS)
    void ourServerAndOpenSsl(String version, String jsse, String openSsl, KeyKind key, KeyKind clientKey)
            throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(key)), Pki.pki().root());
        List<String> options = options(version, openSsl);
        String own = "client-" + clientKey;
        options.addAll(List.of("-cert", own + ".crt", "-key", own + ".key", "-cert_chain", own + ".chain"));
        try (LocalServer server =
                        LocalServer.start(context, wishes(version, jsse).needClientCertificate(true), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await(ANSWER);
            client.process().input().close();
            assertTrue(client.process().text().contains("Cipher is " + openSsl));
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            assertEquals(version, served.protocol());
            assertEquals(jsse, served.suite());
            assertEquals(Optional.of(Pki.pki().client(clientKey).leaf().getSubjectX500Principal()), served.client());
        }
    }

    /** With encrypt-then-MAC and without, because TLS 1.0 chains the IV in both. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = COMBINATIONS)
    void ourClientAndOpenSsl(String version, String jsse, String openSsl, KeyKind key, KeyKind clientKey)
            throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().client(clientKey)), Pki.pki().root());
        for (List<String> extra :
                List.of(List.of("-CAfile", "root.pem", "-Verify", "3", "-verify_return_error"), List.of("-no_etm"))) {
            List<String> options = options(version, openSsl);
            options.add("-rev");
            options.addAll(extra);
            try (OpenSslServer server = OpenSslServer.start("server-" + key, options);
                    SSLSocket socket = Talk.connect(context, wishes(version, jsse), server.port())) {
                Talk.send(socket, "handfast");
                assertEquals("tsafdnah", Talk.receive(socket));
                assertEquals(version, socket.getSession().getProtocol());
                assertEquals(jsse, socket.getSession().getCipherSuite());
            }
        }
    }

    static Stream<Arguments> withTheJdk() {
        return Stream.of("TLSv1.1", "TLSv1")
                .flatMap(version -> Stream.of(
                                Arguments.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", KeyKind.P256),
                                Arguments.of("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", KeyKind.RSA),
                                Arguments.of("TLS_DHE_RSA_WITH_AES_128_CBC_SHA", KeyKind.RSA),
                                Arguments.of("TLS_RSA_WITH_AES_128_CBC_SHA", KeyKind.RSA))
                        .flatMap(row -> Stream.of(true, false)
                                .map(weAreClient -> Arguments.of(version, row.get()[0], row.get()[1], weAreClient))));
    }

    @ParameterizedTest(name = "{0} {1}, we are the client: {3}")
    @MethodSource("withTheJdk")
    void ourStackAndTheJdks(String version, String suite, KeyKind key, boolean weAreClient) throws Exception {
        Stack client = weAreClient ? Stack.HANDFAST : Stack.SUN;
        Stack server = weAreClient ? Stack.SUN : Stack.HANDFAST;
        EnginePair pair = new EnginePair(
                client.context(Optional.of(Pki.pki().client(key)), Pki.pki().root()),
                wishes(version, suite),
                server.context(Optional.of(Pki.pki().server(key)), Pki.pki().root()),
                wishes(version, suite).needClientCertificate(true));
        pair.handshake();
        assertEquals(version, pair.client().getSession().getProtocol());
        assertEquals(suite, pair.server().getSession().getCipherSuite());
        assertEquals(Pki.pki().client(key).leaf(), pair.server().getSession().getPeerCertificates()[0]);
        byte[] body = Bodies.bytes(100_000, 7);
        assertArrayEquals(body, pair.up(body));
        assertArrayEquals(body, pair.down(body));
        assertTrue(pair.close());
    }

    /** Both servers could speak TLS 1.3, so that a client which says that it fell back must have been deceived (RFC 7507). */
    @Test
    void aFallbackThatNeedsNotBeIsRefusedByBoth() throws Exception {
        System.setProperty("io.handfast.fallback", "true");
        SSLContext client;
        try {
            client = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        } finally {
            System.clearProperty("io.handfast.fallback");
        }
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of());
                SSLSocket socket = Talk.connect(client, Wishes.of(Protocol.TLS12), server.port())) {
            SSLException refused = assertThrows(SSLException.class, socket::startHandshake);
            assertTrue(String.valueOf(refused.getMessage()).contains("inappropriate_fallback"), refused::getMessage);
        }
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-tls1_2"));
                SSLSocket socket = Talk.connect(client, Wishes.of(Protocol.TLS12), server.port())) {
            socket.startHandshake();
        }
        SSLContext own = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(own, Wishes.none(), Talk::reverse);
                OpenSslClient fallingBack = OpenSslClient.start(server.port(), List.of("-tls1_2", "-fallback_scsv"))) {
            fallingBack.awaitAlert(Alert.INAPPROPRIATE_FALLBACK);
        }
    }

    private static Wishes wishes(String version, String suite) {
        return new Wishes(List.of(version), List.of(suite), List.of(), List.of(), false);
    }

    private static List<String> options(String version, String cipher) {
        return new ArrayList<>(
                List.of(version.equals("TLSv1") ? "-tls1" : "-tls1_1", "-cipher", cipher + ":@SECLEVEL=0"));
    }
}
