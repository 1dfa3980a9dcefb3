package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.EarlyDataStatus;
import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Early data as programs see it, over engines and sockets (RFC 8446 §2.3, §4.2.10). */
@Timeout(60)
class EarlyDataTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final byte[] EARLY = "early bird".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LATE = "late riser".getBytes(StandardCharsets.US_ASCII);

    private final SSLContext client = Contexts.context(Contexts.HANDFAST, CA);
    private final SSLContext server = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    private EnginePair engines(long most) {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        HandfastParameters parameters = HandfastParameters.of(pair.server.getSSLParameters());
        parameters.setMaxEarlyDataSize(most);
        pair.server.setSSLParameters(parameters);
        return pair;
    }

    private void acquaint() throws Exception {
        EnginePair first = engines(1000).handshake();
        assertArrayEquals(LATE, EnginePair.transfer(first.client, first.server, LATE));
        assertArrayEquals(LATE, EnginePair.transfer(first.server, first.client, LATE));
        assertEquals(
                EarlyDataStatus.NOT_OFFERED, HandfastConnection.of(first.client).earlyDataStatus());
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 0})
    @Spec("RFC8446-E.5-5")
    void ofAnEngineIsKeptApart(long most) throws Exception {
        acquaint();
        EnginePair pair = engines(most);
        HandfastConnection sender = HandfastConnection.of(pair.client);
        HandfastConnection receiver = HandfastConnection.of(pair.server);
        sender.sendEarlyData(EARLY);
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        EarlyDataStatus wanted = most > 0 ? EarlyDataStatus.ACCEPTED : EarlyDataStatus.REJECTED;
        assertEquals(wanted, sender.earlyDataStatus());
        assertEquals(wanted, receiver.earlyDataStatus());
        assertEquals(wanted, HandfastSession.of(pair.client.getSession()).earlyDataStatus());
        assertArrayEquals(most > 0 ? EARLY : new byte[0], receiver.readEarlyData());
        assertArrayEquals(LATE, EnginePair.transfer(pair.client, pair.server, LATE));
    }

    @Test
    void ofAnEngineCanBeReadAtOnce() throws Exception {
        acquaint();
        EnginePair pair = engines(1000);
        HandfastConnection.of(pair.client).sendEarlyData(EARLY);
        ByteBuffer network = ByteBuffer.allocate(40_000);
        SSLEngineResult.HandshakeStatus status;
        do {
            status = pair.client.wrap(ByteBuffer.allocate(0), network).getHandshakeStatus();
        } while (status == SSLEngineResult.HandshakeStatus.NEED_WRAP);
        network.flip();
        ByteBuffer plain = ByteBuffer.allocate(20_000);
        while (network.hasRemaining()) {
            while (pair.server.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK) {
                pair.server.getDelegatedTask().run();
            }
            if (pair.server.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                pair.server.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(40_000));
            } else {
                pair.server.unwrap(network, plain);
            }
        }
        assertEquals(0, plain.position(), "nothing of it among ordinary data");
        assertArrayEquals(EARLY, HandfastConnection.of(pair.server).readEarlyData());
        assertTrue(HandfastConnection.of(pair.server).session().isEmpty(), "the handshake is not done");
    }

    @Test
    void ofASocketIsKeptApart() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SSLServerSocket listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HandfastParameters parameters = HandfastParameters.of(listener.getSSLParameters());
            parameters.setMaxEarlyDataSize(1000);
            listener.setSSLParameters(parameters);
            for (int round = 0; round < 3; round++) {
                Future<byte[]> early = threads.submit(() -> {
                    try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                        accepted.startHandshake();
                        accepted.getOutputStream()
                                .write(accepted.getInputStream().read());
                        return HandfastConnection.of(accepted).readEarlyData();
                    }
                });
                try (SSLSocket socket =
                        (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                    HandfastConnection connection = HandfastConnection.of(socket);
                    connection.sendEarlyData(EARLY);
                    socket.getOutputStream().write(42);
                    assertEquals(42, socket.getInputStream().read());
                    assertEquals(
                            round == 0 ? EarlyDataStatus.NOT_OFFERED : EarlyDataStatus.ACCEPTED,
                            connection.earlyDataStatus());
                    assertThrows(IllegalStateException.class, () -> connection.sendEarlyData(EARLY), "too late");
                }
                assertArrayEquals(round == 0 ? new byte[0] : EARLY, early.get(20, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isForClientsBeforeTheHandshake() throws Exception {
        SSLEngine engine = client.createSSLEngine("localhost", 443);
        HandfastConnection connection = HandfastConnection.of(engine);
        assertThrows(IllegalStateException.class, () -> connection.sendEarlyData(EARLY), "no role yet");
        engine.setUseClientMode(false);
        assertThrows(IllegalStateException.class, () -> connection.sendEarlyData(EARLY), "a server");
        engine.setUseClientMode(true);
        connection.sendEarlyData(EARLY);
        assertEquals(0, connection.readEarlyData().length);
        engine.beginHandshake();
        assertThrows(IllegalStateException.class, () -> connection.sendEarlyData(EARLY), "too late");
        assertEquals(EarlyDataStatus.NOT_OFFERED, connection.earlyDataStatus());
    }

    @Test
    void theSettingHasARange() {
        HandfastParameters parameters = new HandfastParameters();
        assertEquals(Optional.empty(), parameters.getMaxEarlyDataSize());
        assertThrows(IllegalArgumentException.class, () -> parameters.setMaxEarlyDataSize(-1));
        assertThrows(IllegalArgumentException.class, () -> parameters.setMaxEarlyDataSize(1L << 32));
        parameters.setMaxEarlyDataSize((1L << 32) - 1);
        assertEquals(Optional.of((1L << 32) - 1), parameters.getMaxEarlyDataSize());
    }
}
