package io.handfast.session;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Seals tickets and opens them (RFC 5077 §4, RFC 8446 §4.6.1).
 *
 * <p>A sealed ticket is the key's name (16 bytes), a random nonce (12 bytes), and the content under AES-256-GCM, with the
 * name as additional data. Thread-safe.
 */
public final class TicketKeys {
    private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_256_GCM;
    private static final int NAME_LENGTH = KeyRing.NAME_LENGTH;
    private static final int NONCE_AT = NAME_LENGTH;
    private static final int CONTENT_AT = NAME_LENGTH + AEAD.nonceLength();

    private final SecureRandom random;
    private final KeyRing ring;

    /**
     * Keys of our own that are renewed by themselves, and begin to exist with the first ticket.
     *
     * @param period how long a key seals
     * @param lifetime how long a ticket may live
     */
    public TicketKeys(SecureRandom random, InstantSource clock, Duration period, Duration lifetime) {
        this(random, new RotatingKeys(random, clock, period, lifetime));
    }

    /** Keys out of this ring. */
    public TicketKeys(SecureRandom random, KeyRing ring) {
        this.random = random;
        this.ring = ring;
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
        ring.lifetime(longest);
    }

    /** Seals a ticket's content, which stays the caller's to clear; empty if there is no key that may. */
    public Optional<Bytes> seal(Jca jca, byte[] content) {
        Optional<KeyRing.Found> key = ring.sealing();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] ticket = new byte[CONTENT_AT + content.length + AEAD.tagLength()];
        byte[] nonce = new byte[AEAD.nonceLength()];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, ticket, NONCE_AT, nonce.length);
        key.get().name().copyTo(ticket, 0);
        Secret secret = key.get().secret();
        AEAD.sealing(jca, secret).seal(nonce, ticket, 0, NAME_LENGTH, content, 0, content.length, ticket, CONTENT_AT);
        secret.destroy();
        return Optional.of(Bytes.owning(ticket));
    }

    /** Opens a ticket of ours; empty if it is none, was changed, or its key is gone. */
    public Optional<Opened> open(Jca jca, Bytes ticket) {
        if (ticket.length() < CONTENT_AT + AEAD.tagLength()) {
            return Optional.empty();
        }
        Optional<KeyRing.Found> key = ring.opening(ticket.slice(0, NAME_LENGTH));
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Secret secret = key.get().secret();
        byte[] sealed = ticket.toArray();
        byte[] content = new byte[sealed.length - CONTENT_AT - AEAD.tagLength()];
        byte[] nonce = ticket.slice(NONCE_AT, AEAD.nonceLength()).toArray();
        try {
            AEAD.opening(jca, secret)
                    .open(nonce, sealed, 0, NAME_LENGTH, sealed, CONTENT_AT, sealed.length - CONTENT_AT, content, 0);
            return Optional.of(new Opened(content, key.get().retired()));
        } catch (AEADBadTagException forged) {
            // RFC 5077 §3.4: a ticket that does not hold is no fault of the connection; a full handshake follows.
            return Optional.empty();
        } finally {
            secret.destroy();
        }
    }
}
