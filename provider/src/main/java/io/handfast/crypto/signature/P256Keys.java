package io.handfast.crypto.signature;

import java.security.spec.ECPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The multiples of public keys that were in use lately, for the process (FIPS 186-4 §6.4).
 *
 * <p>A key that is met again is likely to be met often: then multiples are made that take a quarter of the doublings. They
 * follow from the key alone and are only kept once it was found to be a point of the curve, so that an entry can be no other
 * than what would be made anew. Thread-safe.
 */
final class P256Keys {
    /** Public keys whose multiples are kept, about 5 KB each. */
    static final int KEPT = 64;

    private static final int WIDTH = 5;
    private static final int PARTS_WHEN_FREQUENT = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ECPoint, P256Multiples> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ECPoint, P256Multiples> eldest) {
            return size() > KEPT;
        }
    };

    /** The multiples of a key; empty if it is no point of the curve. */
    Optional<P256Multiples> of(ECPoint key) {
        P256Multiples before;
        lock.lock();
        try {
            before = known.get(key);
        } finally {
            lock.unlock();
        }
        if (before != null && before.parts() == PARTS_WHEN_FREQUENT) {
            return Optional.of(before);
        }
        int parts = before == null ? 1 : PARTS_WHEN_FREQUENT;
        Optional<P256Multiples> made = P256Affine.of(key).map(point -> P256Multiples.of(point, parts, WIDTH));
        made.ifPresent(multiples -> keep(key, multiples));
        return made;
    }

    int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    private void keep(ECPoint key, P256Multiples multiples) {
        lock.lock();
        try {
            known.merge(key, multiples, (old, made) -> made.parts() > old.parts() ? made : old);
        } finally {
            lock.unlock();
        }
    }
}
