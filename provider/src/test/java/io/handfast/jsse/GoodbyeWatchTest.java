package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goodbyes that take too long are ended, and only those. */
@Timeout(60)
class GoodbyeWatchTest {
    /** Above the longest wait of the watch, by far. */
    private static final int SECONDS = 30;

    @Test
    void aLateOneIsEndedByAThreadThatHoldsNothingOfOurs() throws Exception {
        CompletableFuture<Thread> late = new CompletableFuture<>();
        GoodbyeWatch.begin(1, () -> late.complete(Thread.currentThread()));
        Thread thread = late.get(SECONDS, TimeUnit.SECONDS);
        assertTrue(thread.isDaemon());
        assertNull(thread.getContextClassLoader());
        assertEquals("handfast-late-goodbye", thread.getName());
    }

    @Test
    void oneThatEndsIsNeverLate() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        GoodbyeWatch.begin(0, () -> ended.set(true)).end();
        anotherIsLate();
        assertFalse(ended.get());
    }

    @Test
    void onesWithPatienceAreLeftAlone() throws Exception {
        AtomicBoolean early = new AtomicBoolean();
        GoodbyeWatch.Goodbye patient = GoodbyeWatch.begin(1000 * SECONDS, () -> early.set(true));
        anotherIsLate();
        patient.end();
        assertFalse(early.get());
    }

    @Test
    void theThreadEndsWhenThereIsNothingToWatchAndComesBack() throws Exception {
        for (int i = 0; i < 3; i++) {
            anotherIsLate();
            Optional<Thread> watching = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("handfast-goodbyes"))
                    .findFirst();
            if (watching.isPresent()) {
                watching.get().join();
            }
        }
    }

    /** Otherwise it would never sleep again, and nobody would notice but by the processor's time. */
    @Test
    void anInterruptDoesNotKeepTheThreadAwake() {
        GoodbyeWatch.Goodbye patient = GoodbyeWatch.begin(1000 * SECONDS, () -> {});
        Thread watching = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("handfast-goodbyes"))
                .findFirst()
                .orElseThrow();
        watching.interrupt();
        while (watching.isInterrupted()) {
            Thread.onSpinWait();
        }
        patient.end();
    }

    private static void anotherIsLate() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        GoodbyeWatch.begin(0, late::countDown);
        assertTrue(late.await(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aTransportThatTakesNoMoreBytesIsClosed() throws Exception {
        TestCa ca = TestCa.of(KeyKind.EC_P256);
        SSLContext clients = Contexts.context(Contexts.HANDFAST, ca);
        SSLContext servers = Contexts.context(Contexts.HANDFAST, ca, ca.localhost(KeyKind.EC_P256));
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Clogged transport = new Clogged(listening)) {
            CompletableFuture<Integer> serving = CompletableFuture.supplyAsync(() -> {
                try (Socket raw = listening.accept();
                        SSLSocket server =
                                (SSLSocket) servers.getSocketFactory().createSocket(raw, (InputStream) null, true)) {
                    return server.getInputStream().read();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            SSLSocket client = (SSLSocket) clients.getSocketFactory().createSocket(transport, "localhost", 443, true);
            client.getOutputStream().write(7);
            assertEquals(7, serving.get(SECONDS, TimeUnit.SECONDS));
            transport.clogged = true;
            client.close();
            assertEquals("handfast-late-goodbye", transport.closer.get(SECONDS, TimeUnit.SECONDS));
        }
    }

    /** A connection whose peer reads no more, and that says who closes it. */
    private static final class Clogged extends Socket {
        private final CompletableFuture<String> closer = new CompletableFuture<>();
        private volatile boolean clogged;

        Clogged(ServerSocket peer) throws IOException {
            super(peer.getInetAddress(), peer.getLocalPort());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] source, int offset, int length) throws IOException {
                    if (clogged) {
                        await();
                        throw new SocketException("closed while it was written to");
                    }
                    out.write(source, offset, length);
                }
            };
        }

        private void await() throws IOException {
            try {
                closer.get(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IOException("nobody closed it", e);
            }
        }

        /** No monitor: who waits in write must not keep it from being closed. */
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void close() throws IOException {
            if (closer != null) {
                closer.complete(Thread.currentThread().getName());
            }
            super.close();
        }
    }
}
