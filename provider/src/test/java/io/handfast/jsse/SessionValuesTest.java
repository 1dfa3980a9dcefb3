package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import org.junit.jupiter.api.Test;

/** Values of a session, from many threads: none is lost, and every listener hears of its end once. */
class SessionValuesTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 300;

    private final SSLSession session = SessionView.nothing();
    private final SessionValues values = new SessionValues();

    private static final class Counting implements SSLSessionBindingListener {
        private final AtomicInteger bound;
        private final AtomicInteger unbound;

        Counting(AtomicInteger bound, AtomicInteger unbound) {
            this.bound = bound;
            this.unbound = unbound;
        }

        @Override
        public void valueBound(SSLSessionBindingEvent event) {
            bound.incrementAndGet();
        }

        @Override
        public void valueUnbound(SSLSessionBindingEvent event) {
            unbound.incrementAndGet();
        }
    }

    @Test
    void nothingIsLostAmongThreads() throws Exception {
        AtomicInteger bound = new AtomicInteger();
        AtomicInteger unbound = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String own = "own " + thread + " ";
                done.add(threads.submit(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        values.put(session, own + i % 20, i);
                        values.put(session, "shared", new Counting(bound, unbound));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(THREADS * 20 + 1, values.names().length);
        for (int thread = 0; thread < THREADS; thread++) {
            for (int i = 0; i < 20; i++) {
                assertEquals(ROUNDS - 20 + i, values.get("own " + thread + " " + i));
            }
        }
        assertEquals(THREADS * ROUNDS, bound.get());
        assertEquals(THREADS * ROUNDS - 1, unbound.get(), "all but the last were replaced, each once");
        values.remove(session, "shared");
        assertEquals(THREADS * ROUNDS, unbound.get());
        assertNull(values.get("shared"));
    }
}
