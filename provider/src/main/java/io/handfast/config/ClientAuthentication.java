package io.handfast.config;

/** Whether a server asks its client for a certificate (RFC 8446 §4.3.2). */
public enum ClientAuthentication {
    /** Not asked. */
    NONE,
    /** Asked; a client without one is served all the same. */
    WANTED,
    /** Asked; a client without one is refused. */
    REQUIRED
}
