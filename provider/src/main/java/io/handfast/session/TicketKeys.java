package io.handfast.session;

import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Seals tickets and opens them (RFC 5077 §4, RFC 8446 §4.6.1).
 *
 * <p>A ticket is sealed with the key of the moment, and opened with the one that it names. Thread-safe.
 */
public final class TicketKeys {
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
    public Optional<Bytes> seal(Jca jca, WireWriter content) {
        Optional<TicketKey> key = ring.sealing();
        while (key.isPresent()) {
            Optional<Bytes> ticket = key.get().seal(jca, random, content);
            if (ticket.isPresent()) {
                return ticket;
            }
            // Replaced and destroyed a moment ago; now there is another.
            key = ring.sealing();
        }
        return Optional.empty();
    }

    /** Opens a ticket of ours; empty if it is none, was changed, or its key is gone. */
    public Optional<Opened> open(Jca jca, Bytes ticket) {
        Optional<Bytes> name = TicketKey.nameIn(ticket);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<KeyRing.Found> found = ring.opening(name.get());
            while (found.isPresent()) {
                Optional<byte[]> content = found.get().key().open(jca, ticket);
                if (content.isPresent()) {
                    return Optional.of(new Opened(content.get(), found.get().retired()));
                }
                // Replaced and destroyed a moment ago, perhaps by one of the same name.
                found = ring.opening(name.get());
            }
            return Optional.empty();
        } catch (AEADBadTagException forged) {
            // RFC 5077 §3.4: a ticket that does not hold is no fault of the connection; a full handshake follows.
            return Optional.empty();
        }
    }
}
