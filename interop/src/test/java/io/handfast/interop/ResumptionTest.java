package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of TLS 1.3 taken up again, with other people's stacks (RFC 8446 §2.2, §4.6.1). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ResumptionTest {
    private static final Wishes WISHES = Wishes.of(Protocol.TLS13);
    private static final byte[] QUESTION = "again?".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest(name = "second connection with {0}")
    @ValueSource(strings = {"", "P-256"})
    void openSslTakesUpASessionOfOurServer(String groups) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        Path file = Files.createTempFile("handfast", ".session");
        try (LocalServer server = LocalServer.start(context, WISHES, Talk::reverse)) {
            try (OpenSslClient client =
                    OpenSslClient.start(server.port(), List.of("-tls1_3", "-sess_out", file.toString()))) {
                client.awaitVerified();
                roundTrip(client);
                assertTrue(client.process().text().contains("New, TLSv1.3"));
                assertEquals(Optional.empty(), server.next().failure());
            }
            // The second time perhaps with a share in another group: the session does not depend on it.
            List<String> again = groups.isEmpty()
                    ? List.of("-tls1_3", "-sess_in", file.toString())
                    : List.of("-tls1_3", "-sess_in", file.toString(), "-groups", groups);
            try (OpenSslClient client = OpenSslClient.start(server.port(), again)) {
                client.process().await("Reused, TLSv1.3");
                roundTrip(client);
                assertEquals(Optional.empty(), server.next().failure());
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void ourClientTakesUpASessionOfOpenSsl() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-rev", "-tls1_3"))) {
            SSLSession first = connection(context, server);
            assertEquals(1, certificatesSent(server, 1));
            SSLSession second = connection(context, server);
            assertEquals(1, certificatesSent(server, 2), "the second handshake shows no chain");
            assertArrayEquals(first.getId(), second.getId());
            assertEquals(first.getCreationTime(), second.getCreationTime());
            assertArrayEquals(first.getPeerCertificates(), second.getPeerCertificates());
            // An invalidated session does not come back.
            second.invalidate();
            assertFalse(first.isValid());
            connection(context, server);
            assertEquals(2, certificatesSent(server, 3));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"HANDFAST", "SUN"})
    void javaStacksTakeUpSessions(Stack other) throws Exception {
        for (boolean weAreClient : new boolean[] {true, false}) {
            SSLContext client = (weAreClient ? Stack.HANDFAST : other)
                    .context(Optional.empty(), Pki.pki().root());
            SSLContext server = (weAreClient ? other : Stack.HANDFAST)
                    .context(
                            Optional.of(Pki.pki().server(KeyKind.P256)),
                            Pki.pki().root());
            SSLSession first = session(client, server);
            SSLSession second = session(client, server);
            assertEquals(first.getCreationTime(), second.getCreationTime(), () -> "we are client: " + weAreClient);
            assertArrayEquals(first.getPeerCertificates(), second.getPeerCertificates());
        }
    }

    private static SSLSession session(SSLContext client, SSLContext server) throws SSLException {
        EnginePair pair = new EnginePair(client, WISHES, server, WISHES);
        pair.handshake();
        assertArrayEquals(QUESTION, pair.up(QUESTION));
        // Tickets come with or before what the server sends.
        assertArrayEquals(QUESTION, pair.down(QUESTION));
        SSLSession session = pair.client().getSession();
        assertTrue(pair.close());
        return session;
    }

    private static SSLSession connection(SSLContext context, OpenSslServer server) throws Exception {
        try (SSLSocket socket = Talk.connect(context, WISHES, server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            return socket.getSession();
        }
    }

    /** How many chains the server has sent in this many handshakes, each of which the client's Finished has ended. */
    private static long certificatesSent(OpenSslServer server, int handshakes) throws Exception {
        server.awaitReceived("Finished", handshakes);
        return Pattern.compile(">>> TLS 1\\.\\d, Handshake \\[length \\w+\\], Certificate\\s")
                .matcher(server.process().text())
                .results()
                .count();
    }

    private static void roundTrip(OpenSslClient client) throws Exception {
        client.process().type("handfast\n");
        client.process().await("tsafdnah");
        client.process().input().close();
    }
}
