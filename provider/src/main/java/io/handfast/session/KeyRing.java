package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/** Which key seals a ticket now, and which keys still open one (RFC 5077 §5.5). Thread-safe. */
public sealed interface KeyRing permits RotatingKeys, SharedTicketKeys {
    /** Random nonces stay unique with all but certainty for far more tickets under one key than this. */
    int MOST_TICKETS_PER_KEY = 1 << 28;

    /**
     * A key that opens.
     *
     * @param retired whether it seals no more, so that a ticket under it should be replaced
     */
    record Found(TicketKey key, boolean retired) {}

    /** The key that seals now; empty if none may any more. It stays the ring's, which may destroy it at any time. */
    Optional<TicketKey> sealing();

    /** The key with this name, if it still opens; it stays the ring's, which may destroy it at any time. */
    Optional<Found> opening(Bytes name);

    /** Sets how long a ticket may live. */
    void lifetime(Duration longest);
}
