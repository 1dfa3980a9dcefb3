package io.handfast.x509;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by which the age of an answer is judged (RFC 6960 §3.2, §4.2.2.1).
 *
 * @param now our clock
 * @param skew by how much the responder's clock may differ from ours
 */
public record StatusTime(Instant now, Duration skew) {
    /** Refuses what is not yet true, or no longer. */
    void check(Instant thisUpdate, Instant nextUpdate) throws UnusableStatusException {
        if (!reached(thisUpdate)) {
            throw new UnusableStatusException("is from the future: it holds from " + thisUpdate);
        }
        if (!notPast(nextUpdate)) {
            throw new UnusableStatusException("is out of date: it held until " + nextUpdate);
        }
    }

    /**
     * Until when something that was taken now is kept: until its end; what has none, or is past it by our clock already,
     * was taken for the skew, and is kept as long.
     */
    Instant keptUntil(Instant thisUpdate, Instant nextUpdate) {
        boolean ends = nextUpdate.isAfter(thisUpdate) && nextUpdate.isAfter(now);
        return ends ? nextUpdate : nextUpdate.plus(skew);
    }

    boolean reached(Instant thisUpdate) {
        return !thisUpdate.isAfter(now.plus(skew));
    }

    boolean notPast(Instant nextUpdate) {
        return !nextUpdate.isBefore(now.minus(skew));
    }
}
