package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many writes to the transport a handshake takes; each short one may cost a wait of TCP. */
@Timeout(60)
class SocketFlightsTest extends OverCountedEnds {
    /** A flight with tickets behind it, or in TLS 1.2 a flight and Finished. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, false, 2", "TLSv1.3, true, 2", "TLSv1.2, false, 2", "TLSv1.2, true, 3"})
    void theServersFirstDataLeavesWithItsLastFlight(String version, boolean explicit, int writes) throws Exception {
        try (CountedEnds ends = ends(version)) {
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
        try (CountedEnds ends = ends("TLSv1.3")) {
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
        try (CountedEnds ends = ends(version)) {
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
        try (CountedEnds ends = ends(version)) {
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

    /** Whoever only reads must not keep the peer waiting, not even for what it could do without. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void theTicketsOfAServerThatReadsDoNotWaitForData(boolean asksClient, int writes) throws Exception {
        try (CountedEnds ends = ends("TLSv1.3")) {
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
        try (CountedEnds ends = ends("TLSv1.3")) {
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
        try (CountedEnds ends = ends("TLSv1.3")) {
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
        try (CountedEnds ends = ends(version)) {
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
