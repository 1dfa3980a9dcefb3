package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a socket ends when something goes wrong, while the transport below stays open or breaks. */
@Timeout(60)
class SocketEndsTest {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final byte[] PLAIN = {'p', 'l', 'a', 'i', 'n'};
    private static final byte[] FATAL_ALERT = {21, 3, 3, 0, 2, 2, 40};

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Socket below;
    private Socket belowServer;

    /** A connection whose writes go wrong as a test wants it. */
    private static class Wire extends SocketOver {
        private volatile boolean broken;
        private volatile boolean corrupts;
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile boolean holds;

        Wire(Socket under) {
            super(under);
        }

        @Override
        void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
            if (broken) {
                throw new SocketException("broken, as the test wants it");
            }
            if (holds) {
                holds = false;
                held.countDown();
                await(released);
            }
            byte[] bytes = new byte[length];
            System.arraycopy(source, offset, bytes, 0, length);
            if (corrupts) {
                bytes[length - 1] ^= 1;
            }
            out.write(bytes);
        }
    }

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            below = new Socket(listener.getInetAddress(), listener.getLocalPort());
            belowServer = listener.accept();
        }
        below.setSoTimeout(PATIENCE_MILLIS);
        belowServer.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        below.close();
        belowServer.close();
        threads.shutdownNow();
    }

    private <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLSocket client(Socket under, boolean autoClose) throws IOException {
        return (SSLSocket) CLIENT.getSocketFactory().createSocket(under, "localhost", 443, autoClose);
    }

    private static SSLSocket server(Socket under) throws IOException {
        return (SSLSocket) SERVER.getSocketFactory().createSocket(under, (InputStream) null, true);
    }

    /** Has both sides do their handshake. */
    private void shakeHands(SSLSocket client, SSLSocket server) throws Exception {
        Future<Integer> served = meanwhile(() -> server.getInputStream().read());
        client.getOutputStream().write(7);
        assertEquals(7, served.get());
    }

    /** The peer sends no more, and the transport stays open: who reads on would wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aFailureIsToldToEveryReader(String version) throws Exception {
        Wire serverWire = new Wire(belowServer);
        SSLSocket client = client(below, true);
        client.setEnabledProtocols(new String[] {version});
        SSLSocket server = server(serverWire);
        shakeHands(client, server);
        serverWire.corrupts = true;
        server.getOutputStream().write(1);
        SSLException first =
                assertThrows(SSLException.class, () -> client.getInputStream().read());
        SSLException second =
                assertThrows(SSLException.class, () -> client.getInputStream().read());
        assertEquals(first.getMessage(), second.getMessage());
        assertTrue(client.isClosed());
        SSLException told =
                assertThrows(SSLException.class, () -> server.getInputStream().read());
        assertTrue(String.valueOf(told.getMessage()).contains("bad_record_mac"), told::toString);
        assertTrue(server.isClosed());
    }

    @Test
    void aFailedHandshakeTakesNoMoreOfATransportThatStays() throws Exception {
        SSLSocket client = client(below, false);
        Future<?> serving = meanwhile(() -> {
            belowServer.getInputStream().read();
            belowServer.getOutputStream().write(FATAL_ALERT);
            belowServer.getOutputStream().write(PLAIN);
            return null;
        });
        assertThrows(SSLException.class, client::startHandshake);
        serving.get();
        assertFalse(client.isClosed());
        client.close();
        assertArrayEquals(PLAIN, below.getInputStream().readNBytes(PLAIN.length));
    }

    @Test
    void whatNeverBeganTakesNothingOfATransportThatStays() throws Exception {
        SSLSocket client = client(below, false);
        belowServer.getOutputStream().write(PLAIN);
        client.shutdownOutput();
        client.close();
        assertArrayEquals(PLAIN, below.getInputStream().readNBytes(PLAIN.length));
    }

    /** A close waits for the goodbye as a whole so long, not for each record before it. */
    @Test
    void aPeerThatGoesOnForEverIsLeft() throws Exception {
        SSLSocket client = client(below, false);
        SSLSocket server = server(belowServer);
        shakeHands(client, server);
        client.setSoTimeout(100);
        Future<Integer> sending = meanwhile(() -> {
            byte[] content = new byte[1000];
            for (int sent = 0; ; sent++) {
                try {
                    server.getOutputStream().write(content);
                } catch (IOException closed) {
                    return sent;
                }
            }
        });
        client.close();
        below.close();
        assertTrue(sending.get() > 0);
        assertTrue(client.isClosed());
    }

    /** The peer has said goodbye; that ours cannot be sent any more cuts nothing short (RFC 5246 §7.2.1). */
    @Test
    void aGoodbyeThatCannotBeAnsweredIsTheEndAllTheSame() throws Exception {
        Wire wire = new Wire(below);
        SSLSocket client = client(wire, true);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        SSLSocket server = server(belowServer);
        shakeHands(client, server);
        wire.broken = true;
        byte[] content = new byte[100];
        server.getOutputStream().write(content);
        server.shutdownOutput();
        assertArrayEquals(content, client.getInputStream().readNBytes(content.length));
        assertEquals(-1, client.getInputStream().read());
    }

    /** Of a flight in two parts the first cannot be sent: the second is not left undone. */
    @Test
    void aFlightThatBreaksOffInTheMiddle() throws Exception {
        Wire serverWire = new Wire(belowServer);
        serverWire.setTcpNoDelay(true);
        SSLSocket server = server(serverWire);
        byte[] compatibility = {20, 3, 3, 0, 1, 1};
        ByteBuffer hello = ByteBuffer.allocate(32_768);
        SSLEngine engine = CLIENT.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.wrap(ByteBuffer.allocate(0), hello);
        hello.put(compatibility).flip();
        byte[] bytes = new byte[hello.remaining()];
        hello.get(bytes);
        below.getOutputStream().write(bytes);
        serverWire.broken = true;
        assertThrows(SocketException.class, server::startHandshake);
        assertThrows(SocketException.class, server::startHandshake);
    }

    /** The reader could not send its alert while the writer was at it, so the writer does. */
    @Test
    void aWriterThatFailsByTheReadersFaultSendsTheAlert() throws Exception {
        Wire wire = new Wire(below);
        Wire serverWire = new Wire(belowServer);
        SSLSocket client = client(wire, true);
        SSLSocket server = server(serverWire);
        shakeHands(client, server);
        wire.holds = true;
        Future<?> writing = meanwhile(() -> {
            client.getOutputStream().write(new byte[1_000_000]);
            return null;
        });
        await(wire.held);
        serverWire.corrupts = true;
        server.getOutputStream().write(1);
        assertThrows(SSLException.class, () -> client.getInputStream().read());
        wire.released.countDown();
        ExecutionException failed = assertThrows(ExecutionException.class, writing::get);
        assertInstanceOf(SSLException.class, failed.getCause());
        assertTrue(client.isClosed());
        SSLException told =
                assertThrows(SSLException.class, () -> server.getInputStream().readAllBytes());
        assertTrue(String.valueOf(told.getMessage()).contains("bad_record_mac"), told::toString);
    }

    /** RFC 8446 §6.2: who sends or receives a fatal alert closes the connection, and the alert arrives before its end. */
    @Test
    void garbageClosesTheTransport() throws Exception {
        SSLSocket server = server(belowServer);
        below.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        assertThrows(SSLException.class, server::startHandshake);
        assertTrue(server.isClosed());
        byte[] alert = below.getInputStream().readNBytes(7);
        assertEquals(21, alert[0]);
        assertEquals(2, alert[5]);
        assertTrue(isAtEnd(below));
        assertThrows(SSLException.class, server::startHandshake);
        server.close();
    }

    /** What the peer sees where something was on its way to us is the end, or a reset. */
    private static boolean isAtEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aRefusedChainClosesBothEnds(String version) throws Exception {
        SSLContext stranger = Contexts.context(Contexts.HANDFAST, TestCa.create(KeyKind.EC_P256, "Stranger"));
        SSLSocket client = (SSLSocket) stranger.getSocketFactory().createSocket(below, "localhost", 443, true);
        client.setEnabledProtocols(new String[] {version});
        SSLSocket server = server(belowServer);
        Future<SSLException> serving = meanwhile(() ->
                assertThrows(SSLException.class, () -> server.getInputStream().read()));
        assertThrows(SSLException.class, client::startHandshake);
        assertTrue(client.isClosed());
        assertTrue(below.isClosed());
        assertNull(client.getHandshakeSession());
        assertTrue(String.valueOf(serving.get().getMessage()).contains("unknown_ca"));
        assertTrue(server.isClosed());
        assertTrue(belowServer.isClosed());
    }

    /** A peer's alert is the end, too, and nothing answers it. */
    @Test
    void aReceivedAlertClosesTheTransport() throws Exception {
        SSLSocket client = client(below, true);
        Future<Boolean> serving = meanwhile(() -> {
            InputStream in = belowServer.getInputStream();
            byte[] header = in.readNBytes(5);
            in.skipNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
            belowServer.getOutputStream().write(FATAL_ALERT);
            return isAtEnd(belowServer);
        });
        assertThrows(SSLException.class, client::startHandshake);
        assertTrue(client.isClosed());
        assertTrue(serving.get());
        assertThrows(SSLException.class, client::startHandshake);
    }

    /** Who waits for input that was shut down is at its end, also within a record, and what is written goes on. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, false", "TLSv1.2, false", "TLSv1.3, true", "TLSv1.2, true"})
    void shuttingInputDownWakesTheReader(String version, boolean withinARecord) throws Exception {
        CountDownLatch waiting = new CountDownLatch(withinARecord ? 2 : 1);
        AtomicBoolean counts = new AtomicBoolean();
        Wire wire = new Wire(below) {
            @Override
            void beforeRead() {
                if (counts.get()) {
                    waiting.countDown();
                }
            }
        };
        SSLSocket client = client(wire, true);
        client.setEnabledProtocols(new String[] {version});
        SSLSocket server = server(belowServer);
        shakeHands(client, server);
        server.getOutputStream().write(8);
        assertEquals(8, client.getInputStream().read());
        counts.set(true);
        InputStream input = client.getInputStream();
        Future<Integer> reading = meanwhile(input::read);
        if (withinARecord) {
            belowServer.getOutputStream().write(new byte[] {23, 3, 3, 0, 100, 1});
        }
        await(waiting);
        assertThrows(SSLException.class, client::shutdownInput);
        assertEquals(-1, reading.get());
        assertTrue(client.isInputShutdown());
        assertEquals(-1, input.read());
        client.getOutputStream().write(9);
        assertEquals(9, server.getInputStream().read());
        client.close();
        assertTrue(client.isClosed());
    }

    /** Whoever closes gives the transport back, even if somebody else is about to use it first. */
    @Test
    void aCloseBeforeTheFirstUse() throws Exception {
        AtomicReference<@Nullable SSLSocket> closing = new AtomicReference<>();
        Wire wire = new Wire(below) {
            @Override
            public boolean isConnected() {
                SSLSocket socket = closing.getAndSet(null);
                if (socket != null) {
                    try {
                        socket.close();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return super.isConnected();
            }
        };
        wire.broken = true;
        SSLSocket client = client(wire, false);
        closing.set(client);
        SocketException refused = assertThrows(SocketException.class, client::startHandshake);
        assertEquals("the socket is closed", refused.getMessage());
    }
}
