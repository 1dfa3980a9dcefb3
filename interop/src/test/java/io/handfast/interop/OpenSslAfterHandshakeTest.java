package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages after the handshake: KeyUpdate in TLS 1.3, renegotiation refused in TLS 1.2 (RFC 8446 §4.6.3, RFC 5746 §4). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslAfterHandshakeTest {

    private static final Pattern SENT_UPDATE = Pattern.compile(">>> TLS 1\\.3, Handshake \\[length 0005\\], KeyUpdate");
    private static final Pattern RECEIVED_UPDATE =
            Pattern.compile("<<< TLS 1\\.3, Handshake \\[length 0005\\], KeyUpdate");
    private static final Pattern REFUSED =
            Pattern.compile("<<< TLS 1\\.2, Alert \\[length 0002\\], warning no_renegotiation");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"k", "K"})
    void ourClientFollowsTheServersKeyUpdate(String command) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-tls1_3"));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            clientSays(socket, server.process(), "before");
            // Two in a row: the second is read with keys that only the first one gave.
            for (int round = 0; round < 2; round++) {
                serverUpdates(server.process(), command, round);
                serverSays(socket, server.process(), "after " + round);
                clientSays(socket, server.process(), "answer " + round);
            }
            if (command.equals("K")) {
                server.process().await(times(RECEIVED_UPDATE, 2)); // "K" asks for our keys to change as well
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"k", "K"})
    void ourServerFollowsTheClientsKeyUpdate(String command) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(Protocol.TLS13), OpenSslAfterHandshakeTest::echo);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of("-tls1_3"))) {
            client.awaitVerified();
            for (int round = 0; round < 2; round++) {
                client.process().type(command + "\n");
                client.process().await(times(SENT_UPDATE, round + 1));
                client.process().type("round " + round + "\n");
                client.process().await("[round " + round + "]");
            }
            if (command.equals("K")) {
                client.process().await(times(RECEIVED_UPDATE, 2));
            }
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
        }
    }

    @Test
    void startHandshakeOnAConnectionChangesOurKeys() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-tls1_3"));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            clientSays(socket, server.process(), "before");
            socket.startHandshake();
            clientSays(socket, server.process(), "after");
            server.process().await(RECEIVED_UPDATE);
            serverSays(socket, server.process(), "and back");
        }
    }

    @Test
    void aClientsRenegotiationIsRefused() throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(Protocol.TLS12), OpenSslAfterHandshakeTest::echo);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of("-tls1_2"))) {
            client.awaitVerified();
            client.process().type("first\n");
            client.process().await("[first]");
            assertTrue(client.process().text().contains("Secure Renegotiation IS supported"));
            client.process().type("R\n");
            client.process().await(REFUSED);
        }
    }

    @Test
    void aServersHelloRequestIsAnsweredWithNoRenegotiation() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-tls1_2"));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS12), server.port())) {
            clientSays(socket, server.process(), "before");
            server.process().type("r\n");
            server.process().await("HelloRequest");
            server.process().type("still there?\n");
            assertEquals("still there?", Talk.receive(socket));
            server.process().await(REFUSED);
            // We would go on, but OpenSSL takes the refusal for the end and says so.
            assertThrows(SSLException.class, () -> Talk.receive(socket));
        }
    }

    private static void serverUpdates(PeerProcess server, String command, int round)
            throws IOException, InterruptedException, TimeoutException {
        server.type(command + "\n");
        server.await(times(SENT_UPDATE, round + 1));
    }

    private static void clientSays(SSLSocket socket, PeerProcess server, String line)
            throws IOException, InterruptedException, TimeoutException {
        Talk.send(socket, line);
        server.await(Pattern.compile("(?m)^" + Pattern.quote(line) + "$"));
    }

    private static void serverSays(SSLSocket socket, PeerProcess server, String line) throws IOException {
        server.type(line + "\n");
        assertEquals(line, Talk.receive(socket));
    }

    private static void echo(SSLSocket socket) throws IOException {
        for (String line = Talk.receive(socket); !line.isEmpty(); line = Talk.receive(socket)) {
            Talk.send(socket, "[" + line + "]");
        }
    }

    private static Pattern times(Pattern pattern, int count) {
        return Pattern.compile("(?s)(?:" + pattern.pattern() + ".*?){" + count + "}");
    }
}
