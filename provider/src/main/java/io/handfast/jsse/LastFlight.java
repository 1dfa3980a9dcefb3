package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a handshake ends with, where it waits for the data that it leaves with. Until our Finished has left, the peer knows of no
 * handshake (RFC 8446 §4.4.4, RFC 5246 §7.4.9), and it may still come to nothing.
 */
final class LastFlight {
    private final boolean client;
    private final Runnable left;
    private final AtomicBoolean waits = new AtomicBoolean();

    /** @param left run once, by whoever sends what waited; it must not block */
    LastFlight(boolean client, Runnable left) {
        this.client = client;
        this.left = left;
    }

    /**
     * The handshake is over, and a write follows; the caller holds the connection's lock.
     *
     * @return whether the peer is yet to be sent our Finished. What a server of TLS 1.3 has left are tickets, which nobody needs
     */
    boolean keep(TlsConnection connection) {
        boolean due = connection.hasOutput()
                && (client || !connection.facts().version().orElseThrow().is13());
        waits.set(due);
        return due;
    }

    boolean waits() {
        return waits.get();
    }

    /** All that waited has been sent. */
    void leave() {
        if (waits.compareAndSet(true, false)) {
            left.run();
        }
    }

    /**
     * Nothing can be sent any more.
     *
     * @return whether it is lost; false if it had left, or nothing had waited
     */
    boolean lose() {
        return waits.compareAndSet(true, false);
    }
}
