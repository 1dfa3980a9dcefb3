package io.handfast.session;

import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/** Which key seals a ticket now, and which keys still open one (RFC 5077 §5.5). Thread-safe. */
public sealed interface KeyRing permits RotatingKeys, SharedTicketKeys {
    /** Length of the name that a ticket begins with, in bytes. */
    int NAME_LENGTH = 16;

    /** Random nonces stay unique with all but certainty for far more tickets under one key than this. */
    int MOST_TICKETS_PER_KEY = 1 << 28;

    /**
     * A key under its name.
     *
     * @param secret a copy, which is the caller's to destroy
     * @param retired whether it only opens, so that a ticket under it should be replaced
     */
    record Found(Bytes name, Secret secret, boolean retired) {}

    /** The key that seals now; empty if none may any more. */
    Optional<Found> sealing();

    /** The key with this name, if it still opens. */
    Optional<Found> opening(Bytes name);

    /** Sets how long a ticket may live. */
    void lifetime(Duration longest);
}
