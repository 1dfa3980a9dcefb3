package io.handfast.jsse.revocation;

import io.handfast.crypto.OwnThread;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets one fetch at a time go out for each thing that is wanted, and lets others wait for the same one (RFC 6960 §3.1).
 *
 * <p>Each fetch runs on a daemon thread that ends with it, so that nobody waits longer than they want to, not even for a name
 * server, and nothing is left behind when nothing is fetched. Thread-safe.
 *
 * @param <K> what a fetch is for
 * @param <V> what it brings
 */
final class Fetches<K, V> {
    /** More at once than any server has certificates; beyond it, somebody makes us ask. */
    private static final int MOST_AT_ONCE = 64;

    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Consumer<Runnable> starter;
    private final LongSupplier clock;

    Fetches() {
        this(Fetches::startThread);
    }

    /** @param starter runs something on a thread of its own */
    Fetches(Consumer<Runnable> starter) {
        this(starter, System::nanoTime);
    }

    /** @param clock tells nanoseconds since any moment */
    Fetches(Consumer<Runnable> starter, LongSupplier clock) {
        this.starter = starter;
        this.clock = clock;
    }

    /** So much later than now, by the clock of the fetches. */
    Deadline deadline(Duration patience) {
        return Deadline.in(patience, clock);
    }

    /** What goes out. */
    @FunctionalInterface
    interface Fetch<V> {
        V run() throws IOException, GeneralSecurityException;
    }

    /** A fetch under way, or done. */
    private record Flight<V>(FutureTask<V> task, long startedAt) {}

    /**
     * What the fetch brings, waiting for it no longer than this after it went out.
     *
     * @throws IOException if it fails or takes too long; an AbandonedException if that is not the place's fault
     */
    V get(K key, Duration patience, Fetch<V> fetch) throws IOException, GeneralSecurityException {
        return get(key, patience, patience, fetch);
    }

    /**
     * The same for somebody who has less time than the fetch.
     *
     * @param share how long this one waits at most
     */
    V get(K key, Duration patience, Duration share, Fetch<V> fetch) throws IOException, GeneralSecurityException {
        Flight<V> flight = start(key, fetch);
        long left = patience.toNanos() - (clock.getAsLong() - flight.startedAt);
        try {
            return flight.task.get(Math.max(0, Math.min(left, share.toNanos())), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(share.compareTo(patience) < 0 ? share : patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("interrupted while waiting for an answer");
        } catch (CancellationException e) {
            throw new AbandonedException("no thread could be started to ask");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SocketTimeoutException late) {
                // The fetch has the same patience, and which of the two notices first is chance.
                throw late(patience, late);
            }
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof GeneralSecurityException refusal) {
                throw refusal;
            }
            throw new IOException("the fetch failed: " + e.getCause(), e);
        }
    }

    private static IOException late(Duration patience, Exception cause) {
        return new IOException("no answer within " + patience.toMillis() + " ms", cause);
    }

    /**
     * Lets a fetch go out unless one is under way, and does not wait for it.
     *
     * @throws AbandonedException if it cannot go out now
     */
    void begin(K key, Fetch<V> fetch) throws AbandonedException {
        start(key, fetch);
    }

    private Flight<V> start(K key, Fetch<V> fetch) throws AbandonedException {
        Flight<V> known = flights.get(key);
        if (known != null) {
            return known;
        }
        if (flights.size() >= MOST_AT_ONCE) {
            throw new AbandonedException("too many fetches are under way");
        }
        FutureTask<V> task = new FutureTask<>(() -> {
            try {
                return fetch.run();
            } finally {
                flights.remove(key);
            }
        });
        Flight<V> fresh = new Flight<>(task, clock.getAsLong());
        Flight<V> first = flights.putIfAbsent(key, fresh);
        if (first != null) {
            return first;
        }
        boolean started = false;
        try {
            starter.accept(task);
            started = true;
        } catch (OutOfMemoryError e) {
            // That is how the platform says that there is no thread left.
            AbandonedException failure = new AbandonedException("no thread can be started");
            failure.initCause(e);
            throw failure;
        } finally {
            if (!started) {
                // What did not go out must not look as if it were under way, nor let others wait for it.
                flights.remove(key, fresh);
                task.cancel(false);
            }
        }
        return fresh;
    }

    private static void startThread(Runnable task) {
        OwnThread.of("handfast-revocation", task).start();
    }
}
