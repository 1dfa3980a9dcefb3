package io.handfast.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ticket keys that come from outside, so that several servers can open each other's tickets (RFC 5077 §5.5).
 *
 * <p>Each is made from 48 or 80 bytes, as in the files that nginx reads: the first 16 are the name, the others go through
 * HKDF-SHA256 into an AES-256 key. The first key of a list seals, all of them open. Rotation is whoever's the keys are.
 * Thread-safe.
 */
public final class SharedTicketKeys implements KeyRing {
    private static final byte[] LABEL = "handfast session ticket key".getBytes(US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private List<TicketKey> keys = List.of();
    private int sealedWithFirst;

    /** Makes the ring; without a key it seals and opens nothing. */
    public SharedTicketKeys() {}

    /**
     * Takes these keys in place of those before, which are zeroed; the count of tickets goes on if the first stays first.
     *
     * @param material 48 or 80 bytes for each key; stays the caller's
     * @throws IllegalArgumentException if the list is empty, a length is another, or two keys have the same name
     */
    public void replace(Jca jca, List<byte[]> material) {
        List<TicketKey> fresh = new ArrayList<>();
        try {
            derive(jca, material, fresh);
        } catch (RuntimeException refused) {
            fresh.forEach(TicketKey::destroy);
            throw refused;
        }
        lock.lock();
        try {
            if (keys.isEmpty() || !keys.get(0).sealsLike(fresh.get(0))) {
                sealedWithFirst = 0;
            }
            keys.forEach(TicketKey::destroy);
            keys = List.copyOf(fresh);
        } finally {
            lock.unlock();
        }
    }

    private static void derive(Jca jca, List<byte[]> material, List<TicketKey> fresh) {
        for (byte[] bytes : material) {
            if (bytes.length != 48 && bytes.length != 80) {
                throw new IllegalArgumentException("a ticket key is made of 48 or 80 bytes, not of " + bytes.length);
            }
            Bytes name = Bytes.copyOf(Arrays.copyOf(bytes, TicketKey.NAME_LENGTH));
            if (fresh.stream().anyMatch(key -> key.name().equals(name))) {
                throw new IllegalArgumentException(
                        "two ticket keys begin with the same 16 bytes, which are their name");
            }
            fresh.add(new TicketKey(name, derive(jca, bytes)));
        }
        if (fresh.isEmpty()) {
            throw new IllegalArgumentException("no ticket key at all");
        }
    }

    @Override
    public Optional<TicketKey> sealing() {
        lock.lock();
        try {
            if (keys.isEmpty() || sealedWithFirst >= MOST_TICKETS_PER_KEY) {
                return Optional.empty();
            }
            sealedWithFirst++;
            return Optional.of(keys.get(0));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Found> opening(Bytes name) {
        lock.lock();
        try {
            return keys.stream()
                    .filter(key -> key.name().equals(name))
                    .findFirst()
                    .map(key -> new Found(key, !key.equals(keys.get(0))));
        } finally {
            lock.unlock();
        }
    }

    /** Their owner decides how long they open; a ticket says itself when it is too old. */
    @Override
    public void lifetime(Duration longest) {}

    private static Secret derive(Jca jca, byte[] material) {
        Hkdf hkdf = new Hkdf(jca, HashAlgorithm.SHA256);
        Secret input = Secret.owning(Arrays.copyOfRange(material, TicketKey.NAME_LENGTH, material.length));
        Secret salt = Secret.zeros(HashAlgorithm.SHA256.length());
        Secret extracted = hkdf.extract(salt, input);
        Secret key = hkdf.expand(extracted, LABEL, TicketKey.SECRET_LENGTH);
        input.destroy();
        extracted.destroy();
        return key;
    }
}
