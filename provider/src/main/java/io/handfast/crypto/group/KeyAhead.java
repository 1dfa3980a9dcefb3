package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The key of one group that lies ready for the next connection, if there is one (RFC 8446 §4.2.8).
 *
 * <p>Times are those of {@code System.nanoTime}. Thread-safe.
 */
final class KeyAhead {
    private static final long LIFETIME = EphemeralKeys.LIFETIME.toNanos();

    private record Ready(EphemeralKey key, long made) {}

    private final NamedGroup group;
    private final AtomicReference<@Nullable Ready> ready = new AtomicReference<>();
    private final AtomicBoolean inWork = new AtomicBoolean();
    private volatile long lastTaken;
    /** Whether the last two connections followed each other: who makes one alone is not to pay for a second. */
    private volatile boolean inDemand;

    KeyAhead(NamedGroup group, long now) {
        this.group = group;
        this.lastTaken = now - LIFETIME;
    }

    /** The key that lies ready, if it is young enough. */
    Optional<EphemeralKey> take(long now) {
        inDemand = isRecent(lastTaken, now);
        lastTaken = now;
        Ready held = ready.getAndSet(null);
        if (held == null) {
            return Optional.empty();
        }
        if (!isRecent(held.made, now)) {
            held.key.destroy();
            return Optional.empty();
        }
        return Optional.of(held.key);
    }

    /** Makes the next key, unless there is one, nobody is likely to want it, or somebody else is at it. */
    void prepare(LongSupplier nanoTime, Jca jca, SecureRandom random) {
        if (!inDemand || !isRecent(lastTaken, nanoTime.getAsLong())) {
            return;
        }
        if (inWork.compareAndSet(false, true)) {
            try {
                // Asked here, because another thread may just have made one, which would be lost without being wiped.
                if (ready.get() == null) {
                    ready.set(new Ready(group.generate(jca, random), nanoTime.getAsLong()));
                }
            } catch (RuntimeException toldLater) {
                // Whoever needs the key makes it then, and is told; the connection that waits has no part in it.
                inDemand = false;
            } finally {
                inWork.set(false);
            }
        }
    }

    private static boolean isRecent(long then, long now) {
        return now - then < LIFETIME;
    }
}
