package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.PreSharedKey;
import io.handfast.PreSharedKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys agreed outside of TLS with OpenSSL in both roles, and no certificate of ours anywhere (RFC 8446 §4.2.11). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PreSharedKeysTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String NAME = "sensor7";
    private static final PreSharedKeys KEYS = PreSharedKeys.of(PreSharedKey.of(
            NAME.getBytes(StandardCharsets.US_ASCII), HexFormat.of().parseHex(KEY)));

    private static SSLParameters withKeys(SSLParameters parameters) {
        HandfastParameters ours = HandfastParameters.of(parameters);
        ours.setPreSharedKeys(KEYS);
        return ours;
    }

    @Test
    void openSslIsKnownByItsKey() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        BlockingQueue<Optional<byte[]>> identities = new LinkedBlockingQueue<>();
        try (LocalServer server = LocalServer.start(context, PreSharedKeysTest::withKeys, socket -> {
                    identities.add(HandfastSession.of(socket.getSession()).preSharedKeyIdentity());
                    Talk.reverse(socket);
                });
                OpenSslClient client =
                        OpenSslClient.start(server.port(), List.of("-tls1_3", "-psk", KEY, "-psk_identity", NAME))) {
            client.process().await("SSL handshake has read");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            assertArrayEquals(
                    NAME.getBytes(StandardCharsets.US_ASCII), identities.take().orElseThrow());
        }
    }

    @Test
    void openSslKnowsUsByOurKey() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server =
                OpenSslServer.start("untrusted", List.of("-rev", "-tls1_3", "-psk", KEY, "-psk_identity", NAME))) {
            try (SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
                socket.setSSLParameters(withKeys(socket.getSSLParameters()));
                Talk.send(socket, "handfast");
                assertEquals("tsafdnah", Talk.receive(socket));
                assertArrayEquals(
                        NAME.getBytes(StandardCharsets.US_ASCII),
                        HandfastSession.of(socket.getSession())
                                .preSharedKeyIdentity()
                                .orElseThrow());
            }
            // Its certificate, which we would not have trusted, was not shown.
            server.awaitReceived("Finished", 1);
            assertEquals(0, server.received("Certificate"));
        }
    }

    private static SSLParameters withKeysAlone(SSLParameters parameters) {
        HandfastParameters ours = HandfastParameters.of(parameters);
        ours.setPreSharedKeys(PreSharedKeys.alsoAlone(KEYS));
        ours.setNamedGroups(new String[] {"x25519"});
        return ours;
    }

    /** OpenSSL knows another group only, so that no key exchange is possible (RFC 8446 §4.2.9, psk_ke). */
    private static List<String> alone(String... more) {
        List<String> options = new ArrayList<>(
                List.of("-tls1_3", "-psk", KEY, "-psk_identity", NAME, "-groups", "P-521", "-allow_no_dhe_kex"));
        options.addAll(List.of(more));
        return options;
    }

    @Test
    void openSslIsKnownByItsKeyAlone() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        BlockingQueue<HandfastSession> sessions = new LinkedBlockingQueue<>();
        try (LocalServer server = LocalServer.start(context, PreSharedKeysTest::withKeysAlone, socket -> {
                    sessions.add(HandfastSession.of(socket.getSession()));
                    Talk.reverse(socket);
                });
                OpenSslClient client = OpenSslClient.start(server.port(), alone())) {
            client.process().await("SSL handshake has read");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            HandfastSession session = sessions.take();
            assertEquals(Optional.empty(), session.namedGroup());
            assertEquals(NAME, new String(session.preSharedKeyIdentity().orElseThrow(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void openSslKnowsUsByOurKeyAlone() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("untrusted", alone("-rev"));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            socket.setSSLParameters(withKeysAlone(socket.getSSLParameters()));
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(
                    Optional.empty(), HandfastSession.of(socket.getSession()).namedGroup());
        }
    }
}
