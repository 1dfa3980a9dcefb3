package io.handfast.config;

/** What has become of the early data of a connection (RFC 8446 §4.2.10). */
public enum EarlyDataStatus {
    /** The client sends none. */
    NOT_OFFERED,
    /** The client has sent some, and the server has not answered yet. */
    OFFERED,
    /** The server takes it. */
    ACCEPTED,
    /** The server has passed over it. */
    REJECTED
}
