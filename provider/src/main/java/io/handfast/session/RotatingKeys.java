package io.handfast.session;

import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ticket keys that are renewed by themselves (RFC 5077 §5.5).
 *
 * <p>A key seals for one period; retired, it still opens for as long as a ticket may live. Then it is zeroed, at the next
 * question. A clock that is set back retires the keys of the time that has not come yet. Thread-safe.
 */
final class RotatingKeys implements KeyRing {
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration period;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Bytes, Key> keys = new LinkedHashMap<>();
    private Duration lifetime;
    private @Nullable Key current;
    private int sealedWithCurrent;

    RotatingKeys(SecureRandom random, InstantSource clock, Duration period, Duration lifetime) {
        this.random = random;
        this.clock = clock;
        this.period = period;
        this.lifetime = lifetime;
    }

    @Override
    public void lifetime(Duration longest) {
        lock.lock();
        try {
            lifetime = longest;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<TicketKey> sealing() {
        lock.lock();
        try {
            return Optional.of(sealing(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Found> opening(Bytes name) {
        lock.lock();
        try {
            Instant now = clock.instant();
            discard(now);
            return Optional.ofNullable(keys.get(name))
                    .map(key -> new Found(key.ticketKey, !isCurrent(key) || retired(key, now)));
        } finally {
            lock.unlock();
        }
    }

    private TicketKey sealing(Instant now) {
        discard(now);
        Key key = current;
        if (key == null || retired(key, now) || sealedWithCurrent >= MOST_TICKETS_PER_KEY) {
            byte[] name = new byte[TicketKey.NAME_LENGTH];
            byte[] secret = new byte[TicketKey.SECRET_LENGTH];
            random.nextBytes(name);
            random.nextBytes(secret);
            key = new Key(new TicketKey(Bytes.owning(name), Secret.owning(secret)), now);
            keys.put(key.ticketKey.name(), key);
            current = key;
            sealedWithCurrent = 0;
        }
        sealedWithCurrent++;
        return key.ticketKey;
    }

    private boolean isCurrent(Key key) {
        return current != null && current.ticketKey.equals(key.ticketKey);
    }

    private boolean retired(Key key, Instant now) {
        return !key.createdAt.plus(period).isAfter(now);
    }

    /** A key from the future would seal until then: it is retired now. The last one made is from there if any is. */
    private void retireFuture(Instant now) {
        if (current != null && !current.createdAt.isAfter(now)) {
            return;
        }
        current = null;
        keys.replaceAll((name, key) -> key.createdAt.isAfter(now) ? new Key(key.ticketKey, now.minus(period)) : key);
    }

    private void discard(Instant now) {
        retireFuture(now);
        Iterator<Key> oldest = keys.values().iterator();
        while (oldest.hasNext()) {
            Key key = oldest.next();
            if (key.createdAt.plus(period).plus(lifetime).isAfter(now)) {
                return;
            }
            oldest.remove();
            key.ticketKey.destroy();
            if (isCurrent(key)) {
                current = null;
            }
        }
    }

    private record Key(TicketKey ticketKey, Instant createdAt) {}
}
