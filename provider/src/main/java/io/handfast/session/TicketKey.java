package io.handfast.session;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * A key that seals tickets, and the name that they begin with (RFC 5077 §4).
 *
 * <p>A sealed ticket is the key's name (16 bytes), a random nonce (12 bytes), and the content under AES-256-GCM, with the
 * name as additional data. A cipher for sealing and one for opening stay with the key and go with it, since to make one costs
 * more than a ticket; each serves one thread at a time. Thread-safe.
 */
public final class TicketKey {
    /** In bytes. */
    static final int NAME_LENGTH = 16;

    /** In bytes. */
    static final int SECRET_LENGTH = 32;

    private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_256_GCM;
    private static final int NONCE_AT = NAME_LENGTH;
    private static final int CONTENT_AT = NAME_LENGTH + AEAD.nonceLength();

    private final Bytes name;
    private final Secret secret;
    private final ReentrantLock lock = new ReentrantLock();
    /** Where the ciphers come from. */
    private @Nullable Jca source;

    private @Nullable Aead sealing;
    private @Nullable Aead opening;

    /** A key that takes over its secret. */
    TicketKey(Bytes name, Secret secret) {
        this.name = name;
        this.secret = secret;
    }

    Bytes name() {
        return name;
    }

    /** Whether another key seals with the same secret; neither may have been destroyed. */
    boolean sealsLike(TicketKey other) {
        return secret.sameAs(other.secret);
    }

    /** The name that a ticket begins with; empty if it is too short to be one. */
    static Optional<Bytes> nameIn(Bytes ticket) {
        return ticket.length() < CONTENT_AT + AEAD.tagLength()
                ? Optional.empty()
                : Optional.of(ticket.slice(0, NAME_LENGTH));
    }

    /** A ticket with this content, which stays the caller's to clear; empty if the key has been destroyed. */
    Optional<Bytes> seal(Jca jca, SecureRandom random, WireWriter content) {
        byte[] ticket = new byte[CONTENT_AT + content.size() + AEAD.tagLength()];
        byte[] nonce = new byte[AEAD.nonceLength()];
        random.nextBytes(nonce);
        name.copyTo(ticket, 0);
        System.arraycopy(nonce, 0, ticket, NONCE_AT, nonce.length);
        lock.lock();
        try {
            if (secret.isDestroyed()) {
                return Optional.empty();
            }
            takeFrom(jca);
            Aead cipher = sealing == null ? AEAD.sealing(jca, secret) : sealing;
            sealing = cipher;
            // Only here, so that without a key nothing is left behind that is not sealed.
            content.copyTo(ticket, CONTENT_AT);
            cipher.seal(nonce, ticket, 0, NAME_LENGTH, ticket, CONTENT_AT, content.size(), ticket, CONTENT_AT);
            return Optional.of(Bytes.owning(ticket));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The content of a ticket with this key's name; empty if the key has been destroyed.
     *
     * @throws AEADBadTagException if it was not sealed with this key, or was changed
     */
    Optional<byte[]> open(Jca jca, Bytes ticket) throws AEADBadTagException {
        byte[] sealed = ticket.toArray();
        int length = sealed.length - CONTENT_AT;
        byte[] content = new byte[length - AEAD.tagLength()];
        byte[] nonce = ticket.slice(NONCE_AT, AEAD.nonceLength()).toArray();
        lock.lock();
        try {
            if (secret.isDestroyed()) {
                return Optional.empty();
            }
            takeFrom(jca);
            Aead cipher = opening == null ? AEAD.opening(jca, secret) : opening;
            opening = cipher;
            cipher.open(nonce, sealed, 0, NAME_LENGTH, sealed, CONTENT_AT, length, content, 0);
            return Optional.of(content);
        } finally {
            lock.unlock();
        }
    }

    /** Zeroes the secret and lets go of the ciphers, once nobody uses them just now. */
    void destroy() {
        lock.lock();
        try {
            secret.destroy();
            forgetCiphers();
        } finally {
            lock.unlock();
        }
    }

    private void takeFrom(Jca jca) {
        if (!jca.equals(source)) {
            forgetCiphers();
            source = jca;
        }
    }

    private void forgetCiphers() {
        source = null;
        sealing = null;
        opening = null;
    }

    @Override
    public String toString() {
        return "TicketKey[" + name.toHex() + "]";
    }
}
