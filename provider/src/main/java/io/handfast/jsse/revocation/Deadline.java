package io.handfast.jsse.revocation;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a fetch must be over, however the other side trickles (RFC 6960 §A).
 *
 * @param nanoTime the moment by the clock
 * @param clock tells nanoseconds since any moment, as {@link System#nanoTime} does
 */
record Deadline(long nanoTime, LongSupplier clock) {
    static Deadline in(Duration patience) {
        return in(patience, System::nanoTime);
    }

    static Deadline in(Duration patience, LongSupplier clock) {
        return new Deadline(clock.getAsLong() + patience.toNanos(), clock);
    }

    Duration left() {
        long nanos = nanoTime - clock.getAsLong();
        return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    /**
     * What each of so many gets of what is left, in whole milliseconds, rounded up; zero when nothing is left.
     *
     * @param parts at least 1
     */
    Duration share(int parts) {
        long unit = Duration.ofMillis(parts).toNanos();
        return Duration.ofMillis((left().toNanos() + unit - 1) / unit);
    }

    /** What is left, for the timeout of a socket: at least 1. */
    int millis() throws SocketTimeoutException {
        return millis(1);
    }

    /**
     * What each of so many gets of it.
     *
     * @param parts at least 1
     */
    int millis(int parts) throws SocketTimeoutException {
        Duration share = share(parts);
        if (share.isZero()) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        return (int) Math.min(share.toMillis(), Integer.MAX_VALUE);
    }
}
