package io.handfast.jsse.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what was fetched until it has run out, and no more than so much of it; the longest unused goes first (RFC 6960 §2.4, RFC
 * 5280 §5.1.2.5). Thread-safe.
 *
 * @param <K> immutable
 * @param <V> immutable
 */
final class BoundedCache<K, V> {
    /** Less is how clocks are kept right all the time, and means nothing. */
    private static final Duration LEAST_SET_BACK = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final long mostWeight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    private record Entry<V>(V value, Instant from, Instant until, long weight) {}

    /** @param mostWeight how much may be kept, in the unit of the weights that are given; 0 for any amount */
    BoundedCache(InstantSource clock, long mostWeight) {
        this.clock = clock;
        this.mostWeight = mostWeight == 0 ? Long.MAX_VALUE : mostWeight;
    }

    /** What is kept under a key, and has not run out. */
    Optional<V> find(K key) {
        lock.lock();
        try {
            // Not before: what another thread stores meanwhile would seem to be from the future.
            Instant now = clock.instant();
            Entry<V> entry = entries.get(key);
            if (entry == null) {
                return Optional.empty();
            }
            if (now.isAfter(entry.until) || now.plus(LEAST_SET_BACK).isBefore(entry.from)) {
                drop(key);
                return Optional.empty();
            }
            return Optional.of(entry.value);
        } finally {
            lock.unlock();
        }
    }

    void keep(K key, V value, Instant until, long itsWeight) {
        keep(key, new Entry<>(value, Instant.MIN, until, itsWeight));
    }

    /** Keeps something for a while from now on; a clock that is set back behind that ends it. */
    void keepFor(Duration time, K key, V value) {
        lock.lock();
        try {
            Instant now = clock.instant();
            keep(key, new Entry<>(value, now, now.plus(time), 1));
        } finally {
            lock.unlock();
        }
    }

    private void keep(K key, Entry<V> entry) {
        lock.lock();
        try {
            drop(key);
            if (entry.weight > mostWeight) {
                return;
            }
            entries.put(key, entry);
            weight += entry.weight;
            while (weight > mostWeight) {
                Iterator<Entry<V>> leastRecent = entries.values().iterator();
                weight -= Objects.requireNonNull(leastRecent.next()).weight;
                leastRecent.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(K key) {
        lock.lock();
        try {
            drop(key);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    private void drop(K key) {
        Entry<V> old = entries.remove(key);
        weight -= old == null ? 0 : old.weight;
    }
}
