package io.handfast.session;

/**
 * Whom a client wants to reach: sessions are remembered under it (RFC 8446 §4.6.1).
 *
 * @param host the host as the program named it
 * @param port 0 to 65535
 */
public record PeerKey(String host, int port) {}
