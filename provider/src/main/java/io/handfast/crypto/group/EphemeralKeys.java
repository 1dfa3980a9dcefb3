package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Where connections get their ephemeral keys from (RFC 8446 §4.2.8).
 *
 * <p>A connection that waits for its peer has time to make the key that the next one will want; so that one need not wait for
 * it. Of each group at most one key lies ready, only while connections follow each other within {@link #LIFETIME}, and none
 * that is older is used. Each key is given to one connection, and serves one agreement as ever. Thread-safe.
 */
public final class EphemeralKeys {
    /** How long a key may lie ready; a private key that nobody uses is to be no older than a handshake may well be. */
    static final Duration LIFETIME = Duration.ofSeconds(1);

    private final Jca jca;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final Map<NamedGroup, KeyAhead> ahead = new ConcurrentHashMap<>();

    public EphemeralKeys(Jca jca, SecureRandom random) {
        this(jca, random, System::nanoTime);
    }

    EphemeralKeys(Jca jca, SecureRandom random, LongSupplier nanoTime) {
        this.jca = jca;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    Jca jca() {
        return jca;
    }

    SecureRandom random() {
        return random;
    }

    /** A key that nobody else has: the one that lies ready, or a fresh one. */
    public EphemeralKey next(NamedGroup group) {
        long now = nanoTime.getAsLong();
        Optional<EphemeralKey> ready =
                ahead.computeIfAbsent(group, fresh -> new KeyAhead(fresh, now)).take(now);
        return ready.isPresent() ? ready.get() : group.generate(jca, random);
    }

    /** Makes the keys that the next connection will probably want; for somebody who would only wait otherwise. */
    public void prepare() {
        for (KeyAhead each : ahead.values()) {
            each.prepare(nanoTime, jca, random);
        }
    }
}
