package io.handfast.connection;

/** What came of a received record (RFC 8446 §5). */
public enum Reception {
    /** The record held application data, which was opened in place. */
    APPLICATION_DATA,
    /** The record did its work within the connection; there may now be something to send, or a task to run. */
    PROGRESS,
    /** The peer has said that it sends no more; this and all later records hold nothing for us. */
    CLOSED
}
