package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether there was a handshake where a socket's last flight, or the data that it waits for, cannot be sent. */
@Timeout(60)
class LostFlightsTest extends OverCountedEnds {
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
        try (CountedEnds ends = ends("TLSv1.3")) {
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

    /** Who writes again after its Finished was lost need not wait for the thread that reads, as nothing will come. */
    @Test
    void aFinishedLostBesideAReader() throws Exception {
        try (CountedEnds ends = ends("TLSv1.3")) {
            CountDownLatch reading = new CountDownLatch(1);
            CompletableFuture<Future<Integer>> begun = new CompletableFuture<>();
            ends.clientWire.most = 1;
            ends.clientWire.beforeFault = () -> {
                ends.clientWire.beforeRead = reading::countDown;
                begun.complete(meanwhile(() -> ends.client.getInputStream().read()));
                awaitUnchecked(reading);
            };
            Future<Integer> answer =
                    meanwhile(() -> ends.server.getInputStream().read());
            Future<?> written = meanwhile(() -> {
                assertThrows(
                        SocketException.class,
                        () -> ends.client.getOutputStream().write(7));
                assertThrows(
                        SocketException.class,
                        () -> ends.client.getOutputStream().write(7));
                return null;
            });
            written.get(PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS);
            Future<Integer> read = begun.get();
            assertFalse(read.isDone());
            ends.client.close();
            assertThrows(ExecutionException.class, read::get);
            assertThrows(ExecutionException.class, answer::get);
        }
    }

    /** Part of the client's last flight has left, its Finished has not. */
    @Test
    void aFinishedBehindALongChain() throws Exception {
        Identity longOne = CA.leaf(KeyKind.EC_P256)
                .clientAuth()
                .extension("1.3.6.1.4.1.59999.1", false, new byte[20_000])
                .issue();
        try (CountedEnds ends = new CountedEnds(Contexts.context(Contexts.HANDFAST, CA, longOne), servers, "TLSv1.3")) {
            ends.server.setNeedClientAuth(true);
            ends.clientWire.most = 2;
            AtomicBoolean told = new AtomicBoolean();
            ends.client.addHandshakeCompletedListener(event -> told.set(true));
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            assertThrows(
                    SocketException.class, () -> ends.client.getOutputStream().write(7));
            assertEquals(3, ends.clientWire.writes.get());
            assertEquals("SSL_NULL_WITH_NULL_NULL", ends.client.getSession().getCipherSuite());
            assertFalse(told.get());
            ends.client.close();
            assertThrows(ExecutionException.class, read::get);
        }
    }

    /** What was taken out of the connection before the data failed leaves all the same, with the alert behind it. */
    @Test
    void aFinishedBeforeDataThatCannotBeSealed() throws Exception {
        try (CountedEnds ends = ends("TLSv1.3")) {
            TlsSocket client = (TlsSocket) ends.client;
            Future<Integer> read = meanwhile(() -> ends.server.getInputStream().read());
            assertThrows(SSLException.class, () -> client.write(new byte[1], 1, 1));
            assertEquals("TLSv1.3", client.getSession().getProtocol());
            Throwable heard = assertThrows(ExecutionException.class, read::get).getCause();
            assertTrue(String.valueOf(heard).contains("internal_error"), () -> "server: " + heard);
        }
    }

    /** Another thread has sent the Finished before the data it waited for: only the data is lost. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFinishedThatSomebodyElseHasSent(boolean readsOn) throws Exception {
        try (CountedEnds ends = ends("TLSv1.3")) {
            TlsSocket client = (TlsSocket) ends.client;
            ends.server.setWantClientAuth(
                    true); // then no ticket comes before the Finished, which a reader would answer
            CountDownLatch told = new CountDownLatch(1);
            client.addHandshakeCompletedListener(event -> told.countDown());
            Future<?> answered = meanwhile(() -> {
                ends.server.getOutputStream().write(42);
                return null;
            });
            Conversation current = client.requireOpen();
            client.handshake(current, true);
            assertEquals(1, told.getCount());
            if (readsOn) {
                assertEquals(42, client.getInputStream().read());
            } else {
                client.shutdownOutput();
            }
            answered.get();
            assertTrue(told.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            ends.clientWire.most = 2;
            assertThrows(SocketException.class, () -> client.write(new byte[1], 0, 1));
            assertEquals("TLSv1.3", client.getSession().getProtocol());
        }
    }

    /** The server has said all there is to say, the client's data cannot be sent: what the server says of it can still be read. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, false, 2", "TLSv1.3, false, 1", "TLSv1.3, true, 1"})
    void firstDataThatCannotBeSentTakesNoHandshakeBack(String version, boolean asksClient, int writes)
            throws Exception {
        boolean client = version.equals("TLSv1.2");
        try (CountedEnds ends = ends(version)) {
            SSLSocket speaking = client ? ends.client : ends.server;
            SSLSocket other = client ? ends.server : ends.client;
            ends.server.setWantClientAuth(asksClient);
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
        try (CountedEnds ends = ends("TLSv1.3")) {
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
}
