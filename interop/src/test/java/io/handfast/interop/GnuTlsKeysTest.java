package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.EarlyDataStatus;
import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.PreSharedKey;
import io.handfast.PreSharedKeys;
import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys agreed outside of TLS, and early data, with GnuTLS in both roles (RFC 8446 §2.2, §2.3). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GnuTlsKeysTest {
    private static final String ONLY_13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
    private static final String WITH_KEYS = ONLY_13 + ":-KX-ALL:+ECDHE-PSK:+DHE-PSK";
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String NAME = "sensor7";
    private static final byte[] EARLY = "the early bird catches the worm".getBytes(StandardCharsets.US_ASCII);

    private static SSLParameters withKeys(SSLParameters parameters) {
        HandfastParameters ours = HandfastParameters.of(parameters);
        ours.setPreSharedKeys(PreSharedKeys.of(PreSharedKey.of(
                NAME.getBytes(StandardCharsets.US_ASCII), HexFormat.of().parseHex(KEY))));
        return ours;
    }

    private static SSLParameters withEarlyData(SSLParameters parameters) {
        HandfastParameters ours = HandfastParameters.of(parameters);
        ours.setMaxEarlyDataSize(1000);
        return ours;
    }

    private static Path file(String name, byte[] content) throws Exception {
        Path file = Pki.pki().directory().resolve(name);
        file.toFile().deleteOnExit();
        return Files.write(file, content);
    }

    private static void assertKnownByName(HandfastSession session) {
        assertArrayEquals(
                NAME.getBytes(StandardCharsets.US_ASCII),
                session.preSharedKeyIdentity().orElseThrow());
    }

    @Test
    void ourServerKnowsGnuTlsByItsKey() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        BlockingQueue<HandfastSession> sessions = new LinkedBlockingQueue<>();
        try (LocalServer server = LocalServer.start(context, GnuTlsKeysTest::withKeys, socket -> {
                    sessions.add(HandfastSession.of(socket.getSession()));
                    Talk.reverse(socket);
                });
                GnuTlsClient client =
                        GnuTlsClient.start(server.port(), WITH_KEYS, "--pskusername=" + NAME, "--pskkey=" + KEY)) {
            client.process().await("Simple Client Mode");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            assertKnownByName(sessions.take());
        }
    }

    @Test
    void gnuTlsKnowsOurClientByItsKey() throws Exception {
        Path keys = file("keys.psk", (NAME + ":" + KEY + "\n").getBytes(StandardCharsets.US_ASCII));
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-RSA", WITH_KEYS, "--pskpasswd=" + keys);
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            socket.setSSLParameters(withKeys(socket.getSSLParameters()));
            Talk.send(socket, "handfast");
            assertEquals("handfast", Talk.receive(socket));
            assertKnownByName(HandfastSession.of(socket.getSession()));
        }
    }

    @Test
    void ourServerTakesEarlyDataOfGnuTls() throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        BlockingQueue<byte[]> early = new LinkedBlockingQueue<>();
        Path content = file("early.data", EARLY);
        try (LocalServer server = LocalServer.start(context, GnuTlsKeysTest::withEarlyData, socket -> {
                    early.add(HandfastConnection.of(socket).readEarlyData());
                    Talk.reverse(socket);
                });
                GnuTlsClient client =
                        GnuTlsClient.start(server.port(), ONLY_13, "--resume", "--earlydata=" + content)) {
            client.process().await(Pattern.compile("(?s)This is a resumed session.*Simple Client Mode"));
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(0, early.take().length, "the first connection has no ticket");
            assertArrayEquals(EARLY, early.take());
        }
    }

    @Test
    void gnuTlsTakesOurEarlyData() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-P256", ONLY_13, "--earlydata", "--maxearlydata=1000")) {
            assertEquals(EarlyDataStatus.NOT_OFFERED, connection(context, server));
            assertEquals(EarlyDataStatus.ACCEPTED, connection(context, server));
        }
    }

    private static EarlyDataStatus connection(SSLContext context, GnuTlsServer server) throws Exception {
        try (SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            HandfastConnection connection = HandfastConnection.of(socket);
            connection.sendEarlyData(EARLY);
            socket.startHandshake();
            Talk.send(socket, "handfast");
            assertEquals("handfast", Talk.receive(socket));
            return connection.earlyDataStatus();
        }
    }
}
