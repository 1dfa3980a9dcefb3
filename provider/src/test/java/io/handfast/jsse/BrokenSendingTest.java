package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastConnection;
import io.handfast.testing.KeyKind;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program learns when an established connection breaks while it sends, and that nothing follows a hole. */
@Timeout(60)
class BrokenSendingTest extends OverCountedEnds {
    private static final int RECORD = 16_384;
    private static final byte[] NO_RECORD_OF_OURS = {23, 3, 3, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** Fails with an error when it has been asked so often. */
    private static final class FailingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        @Override
        public void nextBytes(byte[] bytes) {
            if (left.getAndDecrement() == 0) {
                throw new InternalError("as the test wants it");
            }
            super.nextBytes(bytes);
        }
    }

    private void shakeHands(SSLSocket client, SSLSocket server) throws Exception {
        Future<Integer> served = meanwhile(() -> server.getInputStream().read());
        client.getOutputStream().write(7);
        assertEquals(7, served.get());
    }

    /** The reader finds why the connection is over while another thread is at its KeyUpdate: not the broken transport is the news. */
    @Test
    void whoAsksBesideAReaderThatFailsLearnsWhy() throws Exception {
        try (CountedEnds ends = ends("TLSv1.3")) {
            shakeHands(ends.client, ends.server);
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            ends.clientWire.beforeFault = () -> {
                held.countDown();
                awaitUnchecked(released);
            };
            ends.clientWire.most = ends.clientWire.writes.get();
            Future<?> asking = meanwhile(() -> {
                HandfastConnection.of(ends.client).updateKeys();
                return null;
            });
            assertTrue(held.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            ends.serverWire.getOutputStream().write(NO_RECORD_OF_OURS);
            SSLException why = assertThrows(
                    SSLException.class, () -> ends.client.getInputStream().read());
            ends.client.close();
            released.countDown();
            SSLException told = assertInstanceOf(
                    SSLException.class,
                    assertThrows(ExecutionException.class, asking::get).getCause());
            assertEquals(why.getMessage(), told.getMessage());
            assertInstanceOf(SocketException.class, told.getSuppressed()[0]);
        }
    }

    /** The first record is sealed and the second is not, by an error: the peer waits for the first in vain, so no third may follow. */
    @Test
    void nothingFollowsARecordThatAnErrorKeptBack() throws Exception {
        FailingRandom random = new FailingRandom();
        try (CountedEnds ends = new CountedEnds(
                Contexts.context(Contexts.HANDFAST, "TLS", random, CA),
                Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256)),
                "TLSv1.2")) {
            // Each of its records draws an IV (RFC 5246 §6.2.3.2).
            String[] cbc = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"};
            ends.client.setEnabledCipherSuites(cbc);
            ends.server.setEnabledCipherSuites(cbc);
            shakeHands(ends.client, ends.server);
            int writes = ends.clientWire.writes.get();
            random.left.set(1);
            assertThrows(
                    InternalError.class, () -> ends.client.getOutputStream().write(new byte[3 * RECORD]));
            assertEquals(-1, random.left.getAndSet(Integer.MAX_VALUE));
            SocketException refused = assertThrows(
                    SocketException.class, () -> ends.client.getOutputStream().write(7));
            assertTrue(String.valueOf(refused.getMessage()).contains("broken off"), refused::toString);
            assertThrows(SocketException.class, ends.client::shutdownOutput);
            assertEquals(writes, ends.clientWire.writes.get());
        }
    }
}
