package io.handfast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened on a connection, in words and numbers that are no secret (RFC 8446 §2).
 *
 * @param connection a number that tells the connections of this process apart
 * @param client true if this is the client's end
 * @param nanoTime of {@link System#nanoTime()}; only differences mean something
 * @param kind what happened
 * @param sent true when it went from this end to the peer
 * @param name of the message, alert or keys; the version for {@link Kind#ESTABLISHED}
 * @param size in bytes, 0 where it means nothing
 * @param fields the telling details, in the order to show them
 */
public record HandshakeEvent(
        long connection,
        boolean client,
        long nanoTime,
        Kind kind,
        boolean sent,
        String name,
        int size,
        Map<String, String> fields) {

    /** What happened. */
    public enum Kind {
        /** A handshake message was sent or received. */
        MESSAGE,
        /** The keys for reading changed. */
        READ_KEYS,
        /** The keys for writing changed. */
        WRITE_KEYS,
        /** An alert was sent or received. */
        ALERT,
        /** The handshake is complete. */
        ESTABLISHED,
        /** The connection ended with a fault. */
        FAILED,
        /** The connection ended as agreed. */
        CLOSED
    }

    public HandshakeEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
