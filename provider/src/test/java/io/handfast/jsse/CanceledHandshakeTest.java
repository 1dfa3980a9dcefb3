package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A handshake that one side gives up: user_canceled, then close_notify, and no fault on either side (RFC 8446 §6.1). */
@Timeout(60)
class CanceledHandshakeTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext OURS = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final SSLContext JDKS = Contexts.context(Contexts.jdk(), CA, CA.localhost(KeyKind.EC_P256));
    private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 1, 90};
    private static final byte[] CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};
    private static final int MAX_STEPS = 100;

    @Test
    void anEngineHearsIt() throws SSLException {
        SSLEngine server = OURS.createSSLEngine();
        server.setUseClientMode(false);
        server.beginHandshake();
        ByteBuffer room = ByteBuffer.allocate(20_000);
        SSLEngineResult first = server.unwrap(ByteBuffer.wrap(USER_CANCELED), room);
        assertEquals(Status.OK, first.getStatus());
        assertEquals(HandshakeStatus.NEED_UNWRAP, first.getHandshakeStatus());
        SSLEngineResult second = server.unwrap(ByteBuffer.wrap(CLOSE_NOTIFY), room);
        assertEquals(Status.CLOSED, second.getStatus());
        assertEquals(HandshakeStatus.NEED_WRAP, second.getHandshakeStatus());
        SSLEngineResult answer = server.wrap(ByteBuffer.allocate(0), room);
        assertEquals(Status.CLOSED, answer.getStatus());
        assertArrayEquals(CLOSE_NOTIFY, Arrays.copyOf(room.array(), room.position()));
        assertTrue(server.isInboundDone() && server.isOutboundDone());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, server.getHandshakeStatus());
        assertEquals(
                Status.CLOSED,
                server.unwrap(ByteBuffer.wrap(CLOSE_NOTIFY), room).getStatus());
        server.closeInbound();
    }

    @Test
    void anEngineSaysItOnceTheHandshakeHasBegun() throws SSLException {
        SSLEngine server = OURS.createSSLEngine();
        server.setUseClientMode(false);
        server.beginHandshake();
        server.closeOutbound();
        ByteBuffer room = ByteBuffer.allocate(20_000);
        SSLEngineResult first = server.wrap(ByteBuffer.allocate(0), room);
        assertEquals(Status.OK, first.getStatus());
        assertEquals(HandshakeStatus.NEED_WRAP, first.getHandshakeStatus());
        assertArrayEquals(USER_CANCELED, Arrays.copyOf(room.array(), room.position()));
        room.clear();
        assertEquals(Status.CLOSED, server.wrap(ByteBuffer.allocate(0), room).getStatus());
        assertArrayEquals(CLOSE_NOTIFY, Arrays.copyOf(room.array(), room.position()));
        SSLEngine unused = OURS.createSSLEngine();
        unused.setUseClientMode(true);
        unused.closeOutbound();
        assertEquals(0, unused.wrap(ByteBuffer.allocate(0), room).bytesProduced());
    }

    /** Whoever gives up, wherever that is: the other side ends without a fault. */
    @ParameterizedTest
    @CsvSource({
        "ours, ours, TLSv1.3", "ours, ours, TLSv1.2",
        "jdk,  ours, TLSv1.3", "jdk,  ours, TLSv1.2",
        "ours, jdk,  TLSv1.3", "ours, jdk,  TLSv1.2"
    })
    void theOtherSideEndsWithoutAFault(String quits, String stays, String version) {
        for (boolean byClient : new boolean[] {true, false}) {
            if (byClient && stays.equals("jdk") && version.equals("TLSv1.3")) {
                // Once that server has answered it takes no plain alert, and a client may have no keys yet.
                continue;
            }
            int steps = 1;
            while (cancel(context(quits), context(stays), version, byClient, steps)) {
                steps++;
            }
            assertTrue(steps > 1 && steps < MAX_STEPS);
        }
    }

    private static SSLContext context(String name) {
        return name.equals("ours") ? OURS : JDKS;
    }

    /** Has one side give up after so many steps; no if it was through with its handshake by then. */
    private static boolean cancel(SSLContext quits, SSLContext stays, String version, boolean byClient, int steps) {
        EnginePair pair = new EnginePair(
                (byClient ? quits : stays).createSSLEngine("localhost", 443),
                (byClient ? stays : quits).createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        for (int i = 0; i < steps; i++) {
            pair.step();
        }
        if ((byClient ? pair.clientFinished : pair.serverFinished) > 0) {
            return false;
        }
        (byClient ? pair.client : pair.server).closeOutbound();
        pair.handshake();
        SSLEngine other = byClient ? pair.server : pair.client;
        String when = (byClient ? "client" : "server") + " after " + steps;
        assertNull(byClient ? pair.serverFault : pair.clientFault, when);
        assertTrue(other.isInboundDone(), when);
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, other.getHandshakeStatus(), when);
        return true;
    }

    @Test
    void aSocketHearsIt() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort());
                SSLSocket server =
                        (SSLSocket) OURS.getSocketFactory().createSocket(listener.accept(), (InputStream) null, true)) {
            peer.getOutputStream().write(USER_CANCELED);
            peer.getOutputStream().write(CLOSE_NOTIFY);
            for (int i = 0; i < 2; i++) {
                SSLHandshakeException told = assertThrows(SSLHandshakeException.class, server::startHandshake);
                assertTrue(String.valueOf(told.getMessage()).contains("the peer canceled"), told::getMessage);
            }
            server.close();
            assertArrayEquals(CLOSE_NOTIFY, peer.getInputStream().readAllBytes());
        }
    }

    /** A connection that says when somebody waits for what comes in. */
    private static final class Watched extends SocketOver {
        final CountDownLatch waits = new CountDownLatch(1);

        Watched(Socket under) {
            super(under);
        }

        @Override
        void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        void beforeRead() {
            waits.countDown();
        }
    }

    @Test
    void aSocketSaysIt() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Watched below = new Watched(new Socket(listener.getInetAddress(), listener.getLocalPort()));
                SSLSocket client = (SSLSocket) OURS.getSocketFactory().createSocket(below, "localhost", 443, true);
                Socket peer = listener.accept()) {
            Future<Void> handshake = threads.submit(() -> {
                client.startHandshake();
                return null;
            });
            DataInputStream heard = new DataInputStream(peer.getInputStream());
            byte[] header = new byte[5];
            heard.readFully(header);
            assertEquals(22, header[0]);
            heard.readFully(new byte[(header[3] & 0xff) << 8 | header[4] & 0xff]);
            below.waits.await();
            client.close();
            byte[] said = heard.readAllBytes();
            assertArrayEquals(USER_CANCELED, Arrays.copyOf(said, 7));
            assertArrayEquals(CLOSE_NOTIFY, Arrays.copyOfRange(said, 7, said.length));
            assertThrows(ExecutionException.class, handshake::get);
            assertFalse(client.getSession().isValid());
        } finally {
            threads.shutdownNow();
        }
    }
}
