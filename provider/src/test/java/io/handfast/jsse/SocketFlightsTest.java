package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many writes to the transport a handshake takes; each short one may cost a wait of TCP. */
@Timeout(60)
class SocketFlightsTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    // Of each test's own, so that none resumes what another one began.
    private final SSLContext clients = Contexts.context(Contexts.HANDFAST, CA);
    private final SSLContext servers = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A connected socket that counts what is written to it. */
    private static final class CountingSocket extends SocketOver {
        private final AtomicInteger writes = new AtomicInteger();
        private volatile int most = Integer.MAX_VALUE;
        private volatile boolean error;

        CountingSocket(Socket under) {
            super(under);
        }

        @Override
        void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
            if (writes.incrementAndGet() > most) {
                if (error) {
                    throw new InternalError("as the test wants it");
                }
                throw new SocketException("broken, as the test wants it");
            }
            out.write(source, offset, length);
        }
    }

    /** Both ends of a connection that has not begun, and what counts their writes. */
    private final class Ends implements AutoCloseable {
        final CountingSocket clientWire;
        final CountingSocket serverWire;
        final SSLSocket client;
        final SSLSocket server;

        Ends(String version) throws IOException {
            try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Socket connected = new Socket(listener.getInetAddress(), listener.getLocalPort());
                connected.setSoTimeout(PATIENCE_MILLIS);
                clientWire = new CountingSocket(connected);
                Socket accepted = listener.accept();
                accepted.setSoTimeout(PATIENCE_MILLIS);
                serverWire = new CountingSocket(accepted);
            }
            client = (SSLSocket) clients.getSocketFactory().createSocket(clientWire, "localhost", 443, true);
            client.setEnabledProtocols(new String[] {version});
            server = (SSLSocket) servers.getSocketFactory().createSocket(serverWire, null, true);
            server.setUseClientMode(false);
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
    }

    /** A flight with tickets behind it, or in TLS 1.2 a flight and Finished. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, false, 2", "TLSv1.3, true, 2", "TLSv1.2, false, 2", "TLSv1.2, true, 3"})
    void theServersFirstDataLeavesWithItsLastFlight(String version, boolean explicit, int writes) throws Exception {
        try (Ends ends = new Ends(version)) {
            Future<Integer> read = meanwhile(() -> ends.client.getInputStream().read());
            if (explicit) {
                ends.server.startHandshake();
            }
            ends.server.getOutputStream().write(7);
            assertEquals(7, read.get());
            assertEquals(writes, ends.serverWire.writes.get());
        }
    }

    /** Where the client shows who it is, its session is made when it has; the tickets then leave with the data. */
    @ParameterizedTest
    @CsvSource({"false, 2", "true, 3"})
    void theServersFirstDataLeavesWithTicketsThatWaitedForTheClient(boolean explicit, int writes) throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            ends.server.setWantClientAuth(true);
            Future<Integer> read = meanwhile(() -> ends.client.getInputStream().read());
            if (explicit) {
                ends.server.startHandshake();
            }
            ends.server.getOutputStream().write(7);
            assertEquals(7, read.get());
            assertEquals(writes, ends.serverWire.writes.get());
        }
    }

    /** With TCP_NODELAY the chain does not wait for the signature, nor that for tickets; in TLS 1.2 the client would do nothing with it before. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, false, 2", "TLSv1.3, true, 4", "TLSv1.2, true, 2"})
    void theServersFlightComesInPartsWhereShortSegmentsLeaveAtOnce(String version, boolean noDelay, int writes)
            throws Exception {
        try (Ends ends = new Ends(version)) {
            ends.serverWire.setTcpNoDelay(noDelay);
            Future<Integer> read = meanwhile(() -> ends.client.getInputStream().read());
            ends.server.getOutputStream().write(7);
            assertEquals(7, read.get());
            assertEquals(writes, ends.serverWire.writes.get());
        }
    }

    /** A wrapper that says nothing about itself is not asked, for that would make a socket inside of it. */
    @Test
    void aWrapperThatTellsNothingIsNotAsked() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket connected = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            SSLSocket server = (SSLSocket) servers.getSocketFactory()
                    .createSocket(
                            new Socket() {
                                @Override
                                public boolean isConnected() {
                                    return true;
                                }

                                @Override
                                public boolean getTcpNoDelay() {
                                    throw new IllegalStateException("asked");
                                }

                                @Override
                                public InputStream getInputStream() throws IOException {
                                    return accepted.getInputStream();
                                }

                                @Override
                                public OutputStream getOutputStream() throws IOException {
                                    return accepted.getOutputStream();
                                }
                            },
                            null,
                            false);
            SSLSocket client = (SSLSocket) clients.getSocketFactory().createSocket(connected, "localhost", 443, false);
            Future<Integer> read = meanwhile(() -> client.getInputStream().read());
            server.getOutputStream().write(7);
            assertEquals(7, read.get());
        }
    }

    /** In TLS 1.2 the server has the last word, which the client awaits. */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, false, false, 2",
        "TLSv1.3, true, false, 3",
        "TLSv1.3, false, true, 2",
        "TLSv1.3, true, true, 3",
        "TLSv1.2, false, false, 3",
        "TLSv1.2, true, false, 3"
    })
    void theClientsFirstDataLeavesWithItsFinished(String version, boolean explicit, boolean noDelay, int writes)
            throws Exception {
        try (Ends ends = new Ends(version)) {
            ends.clientWire.setTcpNoDelay(noDelay);
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            if (explicit) {
                ends.client.startHandshake();
            }
            ends.client.getOutputStream().write(7);
            assertEquals(7, read.get());
            assertEquals(writes, ends.clientWire.writes.get());
        }
    }

    /** To the client all is well, but its Finished cannot be sent: then there is no session, neither now nor later. */
    @ParameterizedTest
    @CsvSource({
        "false, false, false",
        "false, false, true",
        "false, true, false",
        "false, true, true",
        "true, false, false",
        "true, false, true",
        "true, true, false",
        "true, true, true"
    })
    void aFinishedThatCannotBeSent(boolean noDelay, boolean withData, boolean error) throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            ends.clientWire.setTcpNoDelay(noDelay);
            ends.clientWire.most = 1;
            ends.clientWire.error = error;
            AtomicBoolean told = new AtomicBoolean();
            ends.client.addHandshakeCompletedListener(event -> told.set(true));
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            Class<? extends Throwable> fault = error ? InternalError.class : SocketException.class;
            assertThrows(fault, () -> {
                if (withData) {
                    ends.client.getOutputStream().write(7);
                } else {
                    ends.client.startHandshake();
                }
            });
            assertThrows(SocketException.class, ends.client::startHandshake);
            assertEquals("SSL_NULL_WITH_NULL_NULL", ends.client.getSession().getCipherSuite());
            assertFalse(told.get());
            ends.client.close();
            assertThrows(ExecutionException.class, read::get);
        }
    }

    /** The server has said all there is to say, the client's data cannot be sent: what the server says of it can still be read. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, 2", "TLSv1.3, 1"})
    void firstDataThatCannotBeSentTakesNoHandshakeBack(String version, int writes) throws Exception {
        boolean client = version.equals("TLSv1.2");
        try (Ends ends = new Ends(version)) {
            SSLSocket speaking = client ? ends.client : ends.server;
            SSLSocket other = client ? ends.server : ends.client;
            (client ? ends.clientWire : ends.serverWire).most = writes;
            CountDownLatch told = new CountDownLatch(1);
            speaking.addHandshakeCompletedListener(event -> told.countDown());
            Future<?> answered = meanwhile(() -> {
                other.startHandshake();
                other.getOutputStream().write(42);
                return null;
            });
            assertThrows(SocketException.class, () -> speaking.getOutputStream().write(7));
            answered.get();
            assertEquals(42, speaking.getInputStream().read());
            assertEquals(version, speaking.getSession().getProtocol());
            assertTrue(told.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Who writes first is told when the first of it has left. */
    @ParameterizedTest
    @CsvSource({"0", "1", "20000"})
    void theListenersOfAFirstWriteAreTold(int length) throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            CountDownLatch told = new CountDownLatch(1);
            ends.client.addHandshakeCompletedListener(event -> told.countDown());
            Future<byte[]> read = meanwhile(() -> {
                ends.server.startHandshake();
                return ends.server.getInputStream().readNBytes(length);
            });
            ends.client.getOutputStream().write(new byte[length]);
            assertEquals(length, read.get().length);
            assertTrue(told.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Whoever only reads must not keep the peer waiting, not even for what it could do without. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void theTicketsOfAServerThatReadsDoNotWaitForData(boolean asksClient, int writes) throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            ends.server.setWantClientAuth(asksClient);
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            ends.client.startHandshake();
            ends.client.getOutputStream().write(7);
            assertEquals(7, read.get());
            assertEquals(writes, ends.serverWire.writes.get());
        }
    }

    /** Tickets that came with the server's flight wait for a reader, perhaps for long. */
    @Test
    void aClientThatDoesNotReadHoldsNoMoreThanWhatHasCome() throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            ends.client.startHandshake();
            RecordInput records = Objects.requireNonNull(((TlsSocket) ends.client).conversation).records;
            assertTrue(records.hasMore(), "there are no tickets");
            assertTrue(records.record().length < 1024, "an array of " + records.record().length + " bytes");
            ends.client.getOutputStream().write(7);
            assertEquals(7, read.get());
            ends.server.getOutputStream().write(8);
            assertEquals(8, ends.client.getInputStream().read());
        }
    }

    /** A first write that is too long to leave with what waits loses nothing, and neither does one of nothing. */
    @ParameterizedTest
    @CsvSource({"0", "1", "16000", "16384", "16385", "100000"})
    void firstWritesOfAnyLengthArrive(int length) throws Exception {
        try (Ends ends = new Ends("TLSv1.3")) {
            byte[] content = new byte[length];
            for (int i = 0; i < length; i++) {
                content[i] = (byte) (i * 31);
            }
            Future<byte[]> read = meanwhile(() -> ends.client.getInputStream().readNBytes(length + 1));
            ends.server.getOutputStream().write(content);
            ends.server.getOutputStream().write(9);
            byte[] arrived = read.get();
            assertEquals(length + 1, arrived.length);
            for (int i = 0; i < length; i++) {
                assertEquals(content[i], arrived[i]);
            }
            assertEquals(9, arrived[length]);
            assertTrue(ends.client.getSession().isValid());
        }
    }

    /** Thirteen records, four at a time. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3", "TLSv1.2"})
    void aLongWriteTakesFewWritesOfTheTransport(String version) throws Exception {
        try (Ends ends = new Ends(version)) {
            byte[] content = new byte[13 * 16_384];
            new Random(3).nextBytes(content);
            Future<byte[]> read = meanwhile(() -> ends.server.getInputStream().readNBytes(content.length));
            ends.client.startHandshake();
            int before = ends.clientWire.writes.get();
            ends.client.getOutputStream().write(content);
            assertArrayEquals(content, read.get());
            assertEquals(4, ends.clientWire.writes.get() - before);
        }
    }
}
