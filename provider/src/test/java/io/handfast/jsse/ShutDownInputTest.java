package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What lies unread when a socket shuts its input down; left there, it would make the system reset the connection. */
@Timeout(60)
class ShutDownInputTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    /** Notes what lies unread when its input is shut down. */
    private static final class Noting extends SocketOver {
        private final List<Integer> unread = new ArrayList<>();

        Noting(Socket under) {
            super(under);
        }

        @Override
        void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        public void shutdownInput() throws IOException {
            unread.add(getInputStream().available());
            super.shutdownInput();
        }
    }

    /** A client that only sends may have tickets before it that it never reads: those that follow its Finished, as it was asked who it is. */
    @Test
    void ticketsAreThrownAway() throws Exception {
        byte[] content = new byte[20_000];
        new Random(1).nextBytes(content);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket below = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket belowServer = listener.accept()) {
            Noting wire = new Noting(below);
            // A port that no session leads to: who resumes one is not asked.
            SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(wire, "localhost", 444, true);
            SSLSocket server =
                    (SSLSocket) SERVER.getSocketFactory().createSocket(belowServer, (InputStream) null, true);
            server.setWantClientAuth(true);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try {
                    server.startHandshake();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            client.startHandshake();
            serving.get();
            while (below.getInputStream().available() == 0) {
                Thread.onSpinWait();
            }
            assertThrows(SSLException.class, client::shutdownInput);
            client.shutdownInput();
            assertEquals(List.of(0), wire.unread, "once");
            client.getOutputStream().write(content);
            client.close();
            assertArrayEquals(content, server.getInputStream().readAllBytes());
        }
    }

    /** A server that leaves without a word: who has read up to there, and was told that it is the end, is not told again. */
    @Test
    void whoHasReadToTheEndIsToldNothing() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket below = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket belowServer = listener.accept()) {
            SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(below, "localhost", 443, true);
            SSLSocket server =
                    (SSLSocket) SERVER.getSocketFactory().createSocket(belowServer, (InputStream) null, true);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try {
                    server.getOutputStream().write(7);
                    belowServer.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(7, client.getInputStream().read());
            serving.get();
            assertEquals(-1, client.getInputStream().read());
            client.shutdownInput();
            assertTrue(client.isInputShutdown());
            client.close();
        }
    }

    /** Who goes on with the transport reads there what comes behind the goodbyes. */
    @Test
    void nothingIsTakenOfATransportThatStays() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket below = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket belowServer = listener.accept()) {
            SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(below, "localhost", 443, false);
            SSLSocket server =
                    (SSLSocket) SERVER.getSocketFactory().createSocket(belowServer, (InputStream) null, false);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try {
                    server.startHandshake();
                    server.shutdownOutput();
                    belowServer.getOutputStream().write(42);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            client.startHandshake();
            serving.get();
            while (below.getInputStream().available() == 0) {
                Thread.onSpinWait();
            }
            assertThrows(SSLException.class, client::shutdownInput);
            client.close();
            assertEquals(42, below.getInputStream().read());
        }
    }
}
