package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of TLS 1.2 taken up again by id and by ticket, with other people's stacks (RFC 5246 §7.3, RFC 5077 §3.1). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class Resumption12Test {
    private static final byte[] QUESTION = "again?".getBytes(StandardCharsets.US_ASCII);

    /** Key exchange and protection of records differ; what a session keeps must not depend on them. */
    private static final String SUITES = """
            TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256, P256
            TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-RSA-CHACHA20-POLY1305, RSA
            TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,     DHE-RSA-AES256-GCM-SHA384,     RSA
            TLS_RSA_WITH_AES_128_CBC_SHA,            AES128-SHA,                    RSA
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = SUITES)
    void openSslTakesUpSessionsOfOurServer(String jsse, String openSsl, KeyKind kind) throws Exception {
        for (boolean tickets : new boolean[] {true, false}) {
            SSLContext context = Stack.HANDFAST.context(
                    Optional.of(Pki.pki().server(kind)), Pki.pki().root());
            Path file = Files.createTempFile("handfast", ".session");
            try (LocalServer server = LocalServer.start(context, wishes(jsse), Talk::reverse)) {
                String text = talk(server, openSsl, tickets, "-sess_out", file.toString());
                assertTrue(text.contains("New, "), text);
                assertEquals(tickets, text.contains("NewSessionTicket"));
                assertTrue(talk(server, openSsl, tickets, "-sess_in", file.toString())
                        .contains("Reused, "));
            } finally {
                Files.delete(file);
            }
        }
    }

    private static String talk(LocalServer server, String openSsl, boolean tickets, String... more) throws Exception {
        try (OpenSslClient client = OpenSslClient.start(server.port(), options(openSsl, tickets, more))) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            return client.process().text();
        }
    }

    private static List<String> options(String openSsl, boolean tickets, String... more) {
        List<String> options = new ArrayList<>(List.of("-tls1_2", "-cipher", openSsl + ":@SECLEVEL=0"));
        if (!tickets) {
            options.add("-no_ticket");
        }
        options.addAll(Arrays.asList(more));
        return options;
    }

    @ParameterizedTest(name = "with tickets: {0}")
    @ValueSource(booleans = {true, false})
    void openSslReconnectsFiveTimes(boolean tickets) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.RSA)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, Wishes.of(Protocol.TLS12), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(
                        server.port(), options("ECDHE-RSA-AES128-GCM-SHA256", tickets, "-reconnect"))) {
            client.process().await(Pattern.compile("(?:Reused, TLSv1\\.2.*?){5}", Pattern.DOTALL));
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
        }
    }

    @ParameterizedTest(name = "with tickets: {0}")
    @ValueSource(booleans = {true, false})
    void aClientWithACertificateIsKnownAgain(boolean tickets) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        Wishes wishes = Wishes.of(Protocol.TLS12).needClientCertificate(true);
        String[] own = {"-cert", "client-P256.crt", "-key", "client-P256.key", "-cert_chain", "client-P256.chain"};
        Path file = Files.createTempFile("handfast", ".session");
        try (LocalServer server = LocalServer.start(context, wishes, Talk::reverse)) {
            List<String> first = options("ECDHE-ECDSA-AES128-GCM-SHA256", tickets, own);
            first.addAll(List.of("-sess_out", file.toString()));
            Served seen = served(server, first, "New, TLSv1.2");
            assertTrue(seen.client().isPresent());
            // This time nobody shows a certificate.
            List<String> second = options("ECDHE-ECDSA-AES128-GCM-SHA256", tickets, "-sess_in", file.toString());
            assertEquals(
                    seen.client(), served(server, second, "Reused, TLSv1.2").client());
        } finally {
            Files.delete(file);
        }
    }

    private static Served served(LocalServer server, List<String> options, String expected) throws Exception {
        try (OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.process().await(expected);
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            return served;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = SUITES)
    void ourClientTakesUpSessionsOfOpenSsl(String jsse, String openSsl, KeyKind kind) throws Exception {
        for (boolean tickets : new boolean[] {true, false}) {
            SSLContext context =
                    Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
            try (OpenSslServer server = OpenSslServer.start("server-" + kind, options(openSsl, tickets, "-rev"))) {
                SSLSession first = connection(context, jsse, server);
                assertEquals(1, certificatesSent(server, 1));
                SSLSession second = connection(context, jsse, server);
                assertEquals(1, certificatesSent(server, 2), "the second handshake shows no chain");
                assertArrayEquals(first.getId(), second.getId());
                assertEquals(first.getCreationTime(), second.getCreationTime());
                assertArrayEquals(first.getPeerCertificates(), second.getPeerCertificates());
                assertEquals(jsse, second.getCipherSuite());
                // An invalidated session does not come back.
                second.invalidate();
                assertFalse(first.isValid());
                connection(context, jsse, server);
                assertEquals(2, certificatesSent(server, 3));
            }
        }
    }

    private static SSLSession connection(SSLContext context, String suite, OpenSslServer server) throws Exception {
        try (SSLSocket socket = Talk.connect(context, wishes(suite), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            return socket.getSession();
        }
    }

    /** How many chains the server has sent in this many handshakes, each of which its Finished ends or has ended. */
    private static long certificatesSent(OpenSslServer server, int handshakes) throws Exception {
        server.process()
                .await(Pattern.compile(
                        "(?s)(?:>>> TLS 1\\.\\d, Handshake \\[length \\w+\\], Finished.*?){" + handshakes + "}"));
        return Pattern.compile(">>> TLS 1\\.\\d, Handshake \\[length \\w+\\], Certificate\\s")
                .matcher(server.process().text())
                .results()
                .count();
    }

    @ParameterizedTest(name = "{0}, tickets wanted by the client: {1}, issued by the server: {2}")
    @CsvSource({
        "HANDFAST, true, true",
        "HANDFAST, false, true",
        "HANDFAST, true, false",
        "SUN, true, true",
        "SUN, false, true",
        "SUN, true, false"
    })
    void javaStacksTakeUpSessions(Stack other, boolean wanted, boolean issued) throws Exception {
        Wishes wishes = Wishes.of(Protocol.TLS12);
        for (boolean weAreClient : new boolean[] {true, false}) {
            // SunJSSE reads these properties once in its life, we for every context.
            SSLContext client = with(
                    "jdk.tls.client.enableSessionTicketExtension",
                    wanted,
                    () -> (weAreClient ? Stack.HANDFAST : other)
                            .context(Optional.empty(), Pki.pki().root()));
            SSLContext server = with(
                    "jdk.tls.server.enableSessionTicketExtension",
                    issued,
                    () -> (weAreClient ? other : Stack.HANDFAST)
                            .context(
                                    Optional.of(Pki.pki().server(KeyKind.P256)),
                                    Pki.pki().root()));
            SSLSession first = session(client, server, wishes);
            SSLSession second = session(client, server, wishes);
            assertEquals(first.getCreationTime(), second.getCreationTime(), () -> "we are client: " + weAreClient);
            assertArrayEquals(first.getPeerCertificates(), second.getPeerCertificates());
            assertEquals("TLSv1.2", second.getProtocol());
        }
    }

    private static SSLContext with(String property, boolean value, Callable<SSLContext> make) throws Exception {
        System.setProperty(property, String.valueOf(value));
        try {
            return make.call();
        } finally {
            System.clearProperty(property);
        }
    }

    private static SSLSession session(SSLContext client, SSLContext server, Wishes wishes) throws Exception {
        EnginePair pair = new EnginePair(client, wishes, server, wishes);
        pair.handshake();
        assertArrayEquals(QUESTION, pair.up(QUESTION));
        assertArrayEquals(QUESTION, pair.down(QUESTION));
        SSLSession session = pair.client().getSession();
        assertTrue(pair.close());
        return session;
    }

    /** OpenSSL 1.0.2 knows no extended master secret, and without it sessions come back only where that is asked for. */
    @ParameterizedTest(name = "allowed: {0}")
    @ValueSource(booleans = {true, false})
    void sessionsWithoutExtendedMasterSecret(boolean allowed) throws Exception {
        String protocol = "protocol=TLSv1.2";
        SSLContext server = with(
                "jdk.tls.allowLegacyResumption",
                allowed,
                () -> Stack.HANDFAST.context(
                        Optional.of(Pki.pki().server(KeyKind.RSA)), Pki.pki().root()));
        try (LocalServer ours = LocalServer.start(server, Wishes.of(Protocol.TLS12), Talk::reverse);
                NodeClient node = NodeClient.start(Node.NODE_8, ours.port(), protocol, "rounds=2")) {
            List<NodeEvent> seen = node.awaitEnd();
            assertFalse(seen.get(0).reused());
            assertEquals(allowed, seen.get(1).reused());
        }
        SSLContext client = with(
                "jdk.tls.allowLegacyResumption",
                allowed,
                () -> Stack.HANDFAST.context(Optional.empty(), Pki.pki().root()));
        try (NodeServer node = NodeServer.start(Node.NODE_8, "server-RSA", protocol)) {
            for (int i = 0; i < 2; i++) {
                try (SSLSocket socket = Talk.connect(client, Wishes.of(Protocol.TLS12), node.port())) {
                    Talk.send(socket, "handfast");
                    assertEquals("tsafdnah", Talk.receive(socket));
                }
            }
            assertEquals(allowed, node.awaitSecure(2).get(1).reused());
        }
    }

    private static Wishes wishes(String suite) {
        return new Wishes(List.of("TLSv1.2"), List.of(suite), List.of(), List.of(), false);
    }
}
