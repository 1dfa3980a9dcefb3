package io.handfast.connection;

/** The first byte of an alert, which says something only before TLS 1.3 (RFC 5246 §7.2, RFC 8446 §6). */
final class AlertLevel {
    static final int WARNING = 1;
    static final int FATAL = 2;

    private AlertLevel() {}
}
