package io.handfast.message;

/** Which form messages have, because some have one body in TLS 1.2 and another in TLS 1.3 (RFC 8446 §4, RFC 5246 §7.4). */
public enum Dialect {
    /** Before the version is settled: only hellos make sense. */
    HELLO,
    /** TLS 1.2. */
    TLS12,
    /** TLS 1.3. */
    TLS13
}
