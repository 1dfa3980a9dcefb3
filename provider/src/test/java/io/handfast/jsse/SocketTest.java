package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sockets over loopback; whatever hangs is ended by a time-out and fails. */
@Timeout(60)
class SocketTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SSLServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = (SSLServerSocket)
                SERVER.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private Future<SSLSocket> accepted() {
        return threads.submit(() -> {
            SSLSocket socket = (SSLSocket) listener.accept();
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        });
    }

    private SSLSocket connect(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) CLIENT.getSocketFactory().createSocket("localhost", listener.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothDirectionsAtOnce(String version) throws Exception {
        Future<SSLSocket> accepting = accepted();
        byte[] content = random(3_000_000);
        try (SSLSocket client = connect(version);
                SSLSocket server = accepting.get()) {
            Future<byte[]> atServer = meanwhile(() -> server.getInputStream().readNBytes(content.length));
            Future<byte[]> atClient = meanwhile(() -> client.getInputStream().readNBytes(content.length));
            Future<?> sending = meanwhile(() -> {
                server.getOutputStream().write(content);
                return null;
            });
            client.getOutputStream().write(content);
            sending.get();
            assertArrayEquals(content, atServer.get());
            assertArrayEquals(content, atClient.get());
            assertEquals(version, client.getSession().getProtocol());
            assertEquals("localhost", client.getSession().getPeerHost());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void closeIsEndOfStream(String version) throws Exception {
        Future<SSLSocket> accepting = accepted();
        try (SSLSocket client = connect(version);
                SSLSocket server = accepting.get()) {
            Future<Integer> reading = meanwhile(() -> {
                InputStream in = server.getInputStream();
                assertEquals(7, in.read());
                return in.read();
            });
            client.getOutputStream().write(7);
            client.close();
            assertEquals(-1, reading.get());
            assertTrue(client.isClosed());
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void halfCloseKeepsTheOtherDirection() throws Exception {
        Future<SSLSocket> accepting = accepted();
        try (SSLSocket client = connect("TLSv1.3");
                SSLSocket server = accepting.get()) {
            Future<byte[]> request = meanwhile(() -> {
                byte[] all = server.getInputStream().readAllBytes();
                server.getOutputStream().write(all);
                server.shutdownOutput();
                return all;
            });
            client.getOutputStream().write(random(50_000));
            client.shutdownOutput();
            assertThrows(SocketException.class, () -> client.getOutputStream());
            assertArrayEquals(random(50_000), client.getInputStream().readAllBytes());
            assertArrayEquals(random(50_000), request.get());
        }
    }

    @Test
    void timeOutsLoseNothing() throws Exception {
        // A transport that hands over the stream byte by byte, and stops in the header, behind it, and in the fragment,
        // each time until the reader, whose patience is a millisecond, has given up once.
        Set<Integer> stops = Set.of(0, 2, 5, 1000);
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepting = meanwhile(plain::accept);
            Socket raw = new Socket(plain.getInetAddress(), plain.getLocalPort());
            Socket rawServer = accepting.get();
            SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(raw, "localhost", 443, true);
            TricklingSocket trickling = new TricklingSocket(rawServer);
            SSLSocket server = (SSLSocket) SERVER.getSocketFactory().createSocket(trickling, (InputStream) null, true);
            CompletableFuture<byte[]> received = new CompletableFuture<>();
            Future<?> serving = meanwhile(() -> {
                server.startHandshake();
                trickling.stopBefore(stops);
                server.getOutputStream().write(random(3000));
                return null;
            });
            client.startHandshake();
            client.setSoTimeout(1);
            byte[] content = new byte[3000];
            int timeOuts = 0;
            for (int at = 0; at < content.length; ) {
                try {
                    int count = client.getInputStream().read(content, at, content.length - at);
                    assertTrue(count > 0);
                    at += count;
                } catch (SocketTimeoutException e) {
                    timeOuts++;
                    trickling.goOn();
                }
            }
            serving.get();
            received.complete(content);
            assertTrue(timeOuts >= stops.size(), "the test made nobody wait");
            assertArrayEquals(random(3000), content);
            client.close();
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCutWithinARecordIsAnErrorBetweenRecordsAnEnd(boolean within) throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepting = meanwhile(plain::accept);
            Socket raw = new Socket(plain.getInetAddress(), plain.getLocalPort());
            Socket rawServer = accepting.get();
            SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(raw, "localhost", 443, true);
            client.setSoTimeout(PATIENCE_MILLIS);
            SSLSocket server = (SSLSocket) SERVER.getSocketFactory().createSocket(rawServer, (InputStream) null, true);
            Future<?> serving = meanwhile(() -> {
                server.getOutputStream().write(1);
                return null;
            });
            assertEquals(1, client.getInputStream().read());
            serving.get();
            if (within) {
                rawServer.getOutputStream().write(new byte[] {23, 3, 3, 0, 100, 1, 2, 3});
            }
            rawServer.close();
            if (within) {
                assertThrows(SSLException.class, () -> client.getInputStream().read());
                // Once failed, always failed, and for the same reason.
                assertThrows(SSLException.class, () -> client.getInputStream().read());
            } else {
                assertEquals(-1, client.getInputStream().read());
            }
            client.close();
        }
    }

    @Test
    void aPlainPeerFailsTheHandshake() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<?> answering = meanwhile(() -> {
                try (Socket peer = plain.accept();
                        OutputStream out = peer.getOutputStream()) {
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
                return null;
            });
            try (Socket client = CLIENT.getSocketFactory().createSocket("localhost", plain.getLocalPort())) {
                SSLException fault = assertThrows(SSLException.class, ((SSLSocket) client)::startHandshake);
                assertTrue(String.valueOf(fault.getMessage()).contains("HTTP"), fault::getMessage);
            }
            answering.get();
        }
    }

    @Test
    void closingDoesNotWaitForAPeerThatDoesNotRead() throws Exception {
        Future<SSLSocket> accepting = accepted();
        SSLSocket client = connect();
        SSLSocket server = accepting.get();
        Future<?> shaking = meanwhile(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        shaking.get();
        CountDownLatch writing = new CountDownLatch(1);
        Future<?> writer = meanwhile(() -> {
            writing.countDown();
            while (true) {
                client.getOutputStream().write(new byte[100_000]);
            }
        });
        writing.await();
        client.close();
        ExecutionException ended = assertThrows(ExecutionException.class, () -> writer.get(10, TimeUnit.SECONDS));
        assertInstanceOf(IOException.class, ended.getCause());
        server.close();
    }

    @Test
    void aBlockedReaderDoesNotBlockAWriterNorClosing() throws Exception {
        Future<SSLSocket> accepting = accepted();
        SSLSocket client = connect();
        client.setSoTimeout(0);
        try (SSLSocket server = accepting.get()) {
            Future<Integer> first = meanwhile(() -> server.getInputStream().read());
            client.startHandshake();
            Future<Integer> blocked = meanwhile(() -> client.getInputStream().read());
            client.getOutputStream().write(9);
            assertEquals(9, first.get());
            assertFalse(blocked.isDone());
            client.close();
            ExecutionException ended = assertThrows(ExecutionException.class, () -> blocked.get(10, TimeUnit.SECONDS));
            assertInstanceOf(SocketException.class, ended.getCause());
        }
    }

    @Test
    void aFailedHandshakeTellsBothSides() throws Exception {
        SSLContext stranger = Contexts.context(Contexts.HANDFAST, TestCa.create(KeyKind.EC_P256, "Stranger"));
        Future<SSLSocket> accepting = accepted();
        try (SSLSocket client =
                        (SSLSocket) stranger.getSocketFactory().createSocket("localhost", listener.getLocalPort());
                SSLSocket server = accepting.get()) {
            Future<?> serving = meanwhile(() -> {
                server.startHandshake();
                return server.getInputStream().read();
            });
            SSLHandshakeException mine = assertThrows(SSLHandshakeException.class, client::startHandshake);
            assertTrue(String.valueOf(mine.getMessage()).contains("unknown_ca"), mine::getMessage);
            ExecutionException theirs = assertThrows(ExecutionException.class, serving::get);
            SSLException cause = assertInstanceOf(SSLException.class, theirs.getCause());
            assertTrue(String.valueOf(cause.getMessage()).contains("unknown_ca"), cause::toString);
            assertEquals("SSL_NULL_WITH_NULL_NULL", client.getSession().getCipherSuite());
            assertThrows(
                    SSLPeerUnverifiedException.class, () -> client.getSession().getPeerCertificates());
        }
    }

    @Test
    void listenersHearOnAnotherThread() throws Exception {
        Future<SSLSocket> accepting = accepted();
        try (SSLSocket client = connect();
                SSLSocket server = accepting.get()) {
            CompletableFuture<Thread> heard = new CompletableFuture<>();
            AtomicInteger told = new AtomicInteger();
            HandshakeCompletedListener first = event -> told.incrementAndGet();
            client.addHandshakeCompletedListener(first);
            client.addHandshakeCompletedListener(first);
            client.addHandshakeCompletedListener(event -> {
                assertNotNull(event.getCipherSuite());
                heard.complete(Thread.currentThread());
            });
            Future<?> serving = meanwhile(() -> {
                server.startHandshake();
                return null;
            });
            client.startHandshake();
            serving.get();
            assertFalse(heard.get(10, TimeUnit.SECONDS) == Thread.currentThread());
            assertEquals(1, told.get(), "one that was added twice is told once");
            client.removeHandshakeCompletedListener(first);
            assertThrows(IllegalArgumentException.class, () -> client.removeHandshakeCompletedListener(first));
        }
    }

    @Test
    @Spec("RFC8446-6.1-6")
    void aLayeredSocketLeavesTheOneBelowRightBehindTheGoodbye() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Socket> accepting = meanwhile(plain::accept);
            try (Socket raw = new Socket(plain.getInetAddress(), plain.getLocalPort());
                    Socket rawServer = accepting.get()) {
                SSLSocket client = (SSLSocket) CLIENT.getSocketFactory().createSocket(raw, "localhost", 443, false);
                SSLSocket server =
                        (SSLSocket) SERVER.getSocketFactory().createSocket(rawServer, (InputStream) null, false);
                Future<Integer> serving = meanwhile(() -> {
                    int read = server.getInputStream().read();
                    assertEquals(-1, server.getInputStream().read());
                    server.close();
                    rawServer
                            .getOutputStream()
                            .write("plain again".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    rawServer.shutdownOutput();
                    return read;
                });
                client.getOutputStream().write(5);
                client.close();
                assertEquals(5, serving.get());
                assertFalse(raw.isClosed());
                assertEquals(
                        "plain again",
                        new String(raw.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
    }
}
