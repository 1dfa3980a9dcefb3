package io.handfast.session;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
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
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that seal tickets, renewed by themselves (RFC 5077 §4, §5.5; RFC 8446 §4.6.1).
 *
 * <p>A sealed ticket is the key's name (16 bytes), a random nonce (12 bytes), and the content under AES-256-GCM, with the
 * name as additional data. A key seals for one period; retired, it still opens for as long as a ticket may live. Then it
 * is zeroed. Thread-safe.
 */
public final class TicketKeys {
    private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_256_GCM;
    private static final int NAME_LENGTH = 16;
    private static final int NONCE_AT = NAME_LENGTH;
    private static final int CONTENT_AT = NAME_LENGTH + AEAD.nonceLength();
    /** Random nonces stay unique with all but certainty for far more tickets than this. */
    private static final int MOST_TICKETS_PER_KEY = 1 << 28;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration period;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Bytes, Key> keys = new LinkedHashMap<>();
    private Duration lifetime;
    private @Nullable Key current;
    private int sealedWithCurrent;

    /**
     * Keys that begin to exist with the first ticket.
     *
     * @param period how long a key seals
     * @param lifetime how long a ticket may live
     */
    public TicketKeys(SecureRandom random, InstantSource clock, Duration period, Duration lifetime) {
        this.random = random;
        this.clock = clock;
        this.period = period;
        this.lifetime = lifetime;
    }

    /** The content of a ticket, and whether the key that sealed it has been retired since. */
    public record Opened(byte[] content, boolean retired) {
        @Override
        public String toString() {
            return "Opened[" + content.length + " bytes, retired=" + retired + "]";
        }
    }

    /** Sets how long a ticket may live. */
    public void lifetime(Duration longest) {
        lock.lock();
        try {
            lifetime = longest;
        } finally {
            lock.unlock();
        }
    }

    /** Seals a ticket's content, which stays the caller's to clear. */
    public Bytes seal(Jca jca, byte[] content) {
        byte[] ticket = new byte[CONTENT_AT + content.length + AEAD.tagLength()];
        byte[] nonce = new byte[AEAD.nonceLength()];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, ticket, NONCE_AT, nonce.length);
        Secret key;
        lock.lock();
        try {
            Key sealing = sealing(clock.instant());
            sealing.name.copyTo(ticket, 0);
            key = Secret.copyOf(sealing.secret.reveal());
        } finally {
            lock.unlock();
        }
        AEAD.sealing(jca, key).seal(nonce, ticket, 0, NAME_LENGTH, content, 0, content.length, ticket, CONTENT_AT);
        key.destroy();
        return Bytes.owning(ticket);
    }

    /** Opens a ticket of ours; empty if it is none, was changed, or its key is gone. */
    public Optional<Opened> open(Jca jca, Bytes ticket) {
        if (ticket.length() < CONTENT_AT + AEAD.tagLength()) {
            return Optional.empty();
        }
        Secret secret;
        boolean retired;
        lock.lock();
        try {
            Instant now = clock.instant();
            discard(now);
            Key key = keys.get(ticket.slice(0, NAME_LENGTH));
            if (key == null) {
                return Optional.empty();
            }
            secret = Secret.copyOf(key.secret.reveal());
            retired = !isCurrent(key) || retired(key, now);
        } finally {
            lock.unlock();
        }
        byte[] sealed = ticket.toArray();
        byte[] content = new byte[sealed.length - CONTENT_AT - AEAD.tagLength()];
        byte[] nonce = ticket.slice(NONCE_AT, AEAD.nonceLength()).toArray();
        try {
            AEAD.opening(jca, secret)
                    .open(nonce, sealed, 0, NAME_LENGTH, sealed, CONTENT_AT, sealed.length - CONTENT_AT, content, 0);
            return Optional.of(new Opened(content, retired));
        } catch (AEADBadTagException forged) {
            // RFC 5077 §3.4: a ticket that does not hold is no fault of the connection; a full handshake follows.
            return Optional.empty();
        } finally {
            secret.destroy();
        }
    }

    private Key sealing(Instant now) {
        discard(now);
        Key key = current;
        if (key == null || retired(key, now) || sealedWithCurrent >= MOST_TICKETS_PER_KEY) {
            byte[] name = new byte[NAME_LENGTH];
            byte[] secret = new byte[AEAD.keyLength()];
            random.nextBytes(name);
            random.nextBytes(secret);
            key = new Key(Bytes.owning(name), Secret.owning(secret), now);
            keys.put(key.name, key);
            current = key;
            sealedWithCurrent = 0;
        }
        sealedWithCurrent++;
        return key;
    }

    private boolean isCurrent(Key key) {
        return current != null && current.name.equals(key.name);
    }

    private boolean retired(Key key, Instant now) {
        return !key.createdAt.plus(period).isAfter(now);
    }

    private void discard(Instant now) {
        Iterator<Key> oldest = keys.values().iterator();
        while (oldest.hasNext()) {
            Key key = oldest.next();
            if (key.createdAt.plus(period).plus(lifetime).isAfter(now)) {
                return;
            }
            oldest.remove();
            key.secret.destroy();
            if (isCurrent(key)) {
                current = null;
            }
        }
    }

    private record Key(Bytes name, Secret secret, Instant createdAt) {}
}
