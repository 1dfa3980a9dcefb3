package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether there was a handshake where a socket's last flight, or the data that it waits for, cannot be sent. */
@Timeout(60)
class LostFlightsTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final SSLContext clients = Contexts.context(Contexts.HANDFAST, CA);
    private final SSLContext servers = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private CountedEnds ends(String version) throws IOException {
        return new CountedEnds(clients, servers, version);
    }

    private <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
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

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The server has said all there is to say, the client's data cannot be sent: what the server says of it can still be read. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, 2", "TLSv1.3, 1"})
    void firstDataThatCannotBeSentTakesNoHandshakeBack(String version, int writes) throws Exception {
        boolean client = version.equals("TLSv1.2");
        try (CountedEnds ends = ends(version)) {
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
