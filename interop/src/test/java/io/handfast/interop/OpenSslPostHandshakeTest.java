package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL asks our client, and our server asks OpenSSL, for a certificate after the handshake (RFC 8446 §4.6.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslPostHandshakeTest {
    private static final Pattern REQUEST =
            Pattern.compile(">>> TLS 1\\.3, Handshake \\[length \\w+\\], CertificateRequest");
    private static final Pattern CERTIFICATE =
            Pattern.compile("<<< TLS 1\\.3, Handshake \\[length \\w+\\], Certificate\\R");

    @ParameterizedTest
    @EnumSource(names = {"P256", "RSA"})
    void ourServerAsks(KeyKind kind) throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        List<String> options = List.of(
                "-tls1_3",
                "-enable_pha",
                "-cert",
                "client-" + kind + ".crt",
                "-key",
                "client-" + kind + ".key",
                "-cert_chain",
                "client-" + kind + ".chain");
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(Protocol.TLS13), socket -> seen.add(asking(socket)));
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            client.process().type("before\n");
            client.process().await("[before]");
            client.process().type("after\n");
            client.process().await("[after]");
            client.process().type("in the end\n");
            client.process().await("[in the end]");
            assertEquals(Optional.empty(), server.next().failure());
            Certificate[] chain = (Certificate[]) seen.take();
            Credential expected = Pki.pki().client(kind);
            assertEquals(expected.chain().get(0), chain[0]);
        }
    }

    @Test
    void aClientThatHasNoneSaysSo() throws Exception {
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(Protocol.TLS13), socket -> seen.add(asking(socket)));
                OpenSslClient client = OpenSslClient.start(server.port(), List.of("-tls1_3", "-enable_pha"))) {
            client.awaitVerified();
            client.process().type("before\n");
            client.process().await("[before]");
            client.process().type("after\n");
            client.process().await("[after]");
            client.process().type("in the end\n");
            client.process().await("[in the end]");
            assertEquals(Optional.empty(), server.next().failure());
            assertArrayEquals(new Certificate[0], (Certificate[]) seen.take());
        }
    }

    /** Echoes a line, asks, echoes two: OpenSSL has answered when it has seen the first. The client's chain, or none. */
    private static Certificate[] asking(SSLSocket socket) throws IOException {
        Talk.send(socket, "[" + Talk.receive(socket) + "]");
        assertThrows(SSLPeerUnverifiedException.class, socket.getSession()::getPeerCertificates);
        HandfastConnection connection = HandfastConnection.of(socket);
        connection.requestClientAuthentication();
        Talk.send(socket, "[" + Talk.receive(socket) + "]");
        Talk.send(socket, "[" + Talk.receive(socket) + "]");
        assertFalse(connection.clientAuthenticationPending());
        try {
            return socket.getSession().getPeerCertificates();
        } catch (SSLPeerUnverifiedException none) {
            return new Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P256", "ED25519", "none"})
    void ourClientAnswers(String kind) throws Exception {
        Optional<Credential> own =
                kind.equals("none") ? Optional.empty() : Optional.of(Pki.pki().client(KeyKind.valueOf(kind)));
        SSLContext context = Stack.HANDFAST.context(own, Pki.pki().root());
        List<String> options = new ArrayList<>(List.of("-tls1_3", "-CAfile", "root.pem"));
        try (OpenSslServer server = OpenSslServer.start("server-P256", options);
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            HandfastParameters parameters = HandfastParameters.of(socket.getSSLParameters());
            parameters.setPostHandshakeAuthentication(true);
            socket.setSSLParameters(parameters);
            Talk.send(socket, "before");
            server.process().await(Pattern.compile("(?m)^before$"));
            assertEquals(0, server.received("Certificate"));
            server.process().type("c\n");
            // A line that comes together with the command is lost with the rest of what was read.
            server.process().await(REQUEST);
            server.process().type("asked\n");
            assertEquals("asked", Talk.receive(socket));
            Talk.send(socket, "after");
            server.process().await(Pattern.compile("(?m)^after$"));
            server.process().await(CERTIFICATE);
            server.awaitReceived("Finished", 2);
            assertEquals(2, server.received("Finished"), "of the handshake, and of the answer");
            assertEquals(own.isPresent() ? 1 : 0, server.received("CertificateVerify"));
        }
    }
}
