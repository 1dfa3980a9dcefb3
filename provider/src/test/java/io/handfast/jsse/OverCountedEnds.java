package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;

/** What tests of counted writes have in common: contexts of each test's own, so that none resumes what another one began, and threads. */
abstract class OverCountedEnds {
    static final int PATIENCE_MILLIS = CountedEnds.PATIENCE_MILLIS;
    static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    final SSLContext clients = Contexts.context(Contexts.HANDFAST, CA);
    final SSLContext servers = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    final CountedEnds ends(String version) throws IOException {
        return new CountedEnds(clients, servers, version);
    }

    final <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
    }

    /** For hooks that may throw nothing checked. */
    static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
