package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The groups with ML-KEM, against the OpenSSL 3.5 in Node.js and against Bouncy Castle (RFC 10024). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PostQuantumTest {
    private static final String DEFAULTS = "";

    /** What one of our sockets agreed on. */
    private record Agreed(String group, boolean retried) {
        static Agreed of(SSLSocket socket) {
            HandfastSession session = HandfastSession.of(socket.getSession());
            return new Agreed(session.namedGroup().orElse("none"), session.helloRetryRequest());
        }
    }

    @Test
    void aServerThatKeepsNothingOfTheFirstHello() throws Exception {
        BlockingQueue<Agreed> agreed = new LinkedBlockingQueue<>();
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root(), wishes("X25519MLKEM768"));
        UnaryOperator<SSLParameters> stateless = parameters -> {
            HandfastParameters ours = HandfastParameters.of(parameters);
            ours.setNamedGroups(new String[] {"X25519MLKEM768"});
            ours.setStatelessRetry(true);
            return ours;
        };
        try (LocalServer server = LocalServer.start(context, stateless, socket -> {
                    agreed.add(Agreed.of(socket));
                    Talk.reverse(socket);
                });
                NodeClient client = NodeClient.start(Node.NODE_24, server.port(), "groups=X25519:X25519MLKEM768")) {
            assertEquals("TLSv1.3", client.awaitEnd().get(0).protocol());
            assertEquals(1, client.answers());
            assertEquals(new Agreed("X25519MLKEM768", true), agreed.poll(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest(name = "client {0}, server {1}")
    @CsvSource({
        "X25519MLKEM768, X25519MLKEM768, X25519MLKEM768, false",
        "SecP256r1MLKEM768, SecP256r1MLKEM768, SecP256r1MLKEM768, false",
        "SecP384r1MLKEM1024, SecP384r1MLKEM1024, SecP384r1MLKEM1024, false",
        // Node sends a share for the first of its list; ours is another, so that it must try again.
        "X25519:X25519MLKEM768, X25519MLKEM768, X25519MLKEM768, true",
        "P-521:SecP384r1MLKEM1024, SecP384r1MLKEM1024, SecP384r1MLKEM1024, true",
        // Left to themselves, both sides choose the hybrid.
        "'', '', X25519MLKEM768, false"
    })
    void ourServer(String ofNode, String ofOurs, String group, boolean retried) throws Exception {
        BlockingQueue<Agreed> agreed = new LinkedBlockingQueue<>();
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root(), wishes(ofOurs));
        try (LocalServer server = LocalServer.start(context, wishes(ofOurs), socket -> {
                    agreed.add(Agreed.of(socket));
                    Talk.reverse(socket);
                });
                NodeClient client = ofNode.equals(DEFAULTS)
                        ? NodeClient.start(Node.NODE_24, server.port())
                        : NodeClient.start(Node.NODE_24, server.port(), "groups=" + ofNode)) {
            assertEquals("TLSv1.3", client.awaitEnd().get(0).protocol());
            assertEquals(1, client.answers());
            assertEquals(Optional.empty(), server.next().failure());
            assertEquals(new Agreed(group, retried), agreed.poll(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest(name = "client {0}, server {1}")
    @CsvSource({
        "X25519MLKEM768, X25519MLKEM768, X25519MLKEM768, false",
        "SecP256r1MLKEM768, SecP256r1MLKEM768, SecP256r1MLKEM768, false",
        "SecP384r1MLKEM1024, SecP384r1MLKEM1024, SecP384r1MLKEM1024, false",
        // We send shares for X25519MLKEM768 and x25519; the server wants neither, or the second.
        "'', SecP384r1MLKEM1024, SecP384r1MLKEM1024, true",
        "'', X25519, x25519, false",
        "'', '', X25519MLKEM768, false"
    })
    void ourClient(String ofOurs, String ofNode, String group, boolean retried) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root(), wishes(ofOurs));
        String[] wanted = ofNode.equals(DEFAULTS) ? new String[0] : new String[] {"groups=" + ofNode};
        try (NodeServer server = NodeServer.start(Node.NODE_24, "server-P256", wanted);
                SSLSocket socket = Talk.connect(context, wishes(ofOurs), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(new Agreed(group, retried), Agreed.of(socket));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024"})
    void bouncyCastle(String group) throws Exception {
        Wishes wishes = wishes(group);
        // Bouncy Castle verifies with an EC key only where the key's own curve is among the groups.
        Wishes wider = new Wishes(List.of("TLSv1.3"), List.of(), List.of(group, "secp256r1"), List.of(), false);
        SSLContext ours = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.RSA)), Pki.pki().root(), wishes);
        SSLContext theirs = Stack.BOUNCY_CASTLE.context(
                Optional.of(Pki.pki().server(KeyKind.RSA)), Pki.pki().root(), wider);
        EnginePair client = new EnginePair(ours, wishes, theirs, wider);
        client.handshake();
        assertEquals(
                Optional.of(group),
                HandfastSession.of(client.client().getSession()).namedGroup());
        assertEquals(5, client.up(new byte[5]).length);
        EnginePair server = new EnginePair(theirs, wider, ours, wishes);
        server.handshake();
        assertEquals(
                Optional.of(group),
                HandfastSession.of(server.server().getSession()).namedGroup());
        assertEquals(5, server.down(new byte[5]).length);
    }

    private static Wishes wishes(String group) {
        return new Wishes(
                List.of("TLSv1.3"), List.of(), group.equals(DEFAULTS) ? List.of() : List.of(group), List.of(), false);
    }
}
