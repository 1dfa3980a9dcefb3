package io.handfast.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened on a connection, in words and numbers that are no secret (RFC 8446 §2, for the diagrams made
 * of it).
 *
 * @param connection a number that tells connections of this process apart
 * @param client true on the client's side
 * @param nanoTime of the monotonic clock; only differences mean something
 * @param sent true when it went from us to the peer
 * @param name of the message, alert or key
 * @param size in bytes, 0 where it means nothing
 * @param fields the telling details, in the order to show them
 */
public record TraceEvent(
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

    public TraceEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
