package io.handfast.jsse.revocation;

import java.time.Duration;
import java.time.Instant;

/** For a while after something nothing more is done about it (RFC 6960 §A.1). */
final class Rest {
    private Rest() {}

    /** Whether it is over; also where the clock has been set back behind its beginning, or it would last as long as that. */
    static boolean isOver(Instant since, Duration length, Instant now) {
        return now.isAfter(since.plus(length)) || now.isBefore(since);
    }
}
