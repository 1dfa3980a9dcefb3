package io.handfast.message;

import io.handfast.iana.ProtocolVersion;

/** Which form messages have, because some have another body from version to version (RFC 8446 §4, RFC 5246 §7.4,
 * RFC 4346 §7.4). */
public enum Dialect {
    /** Before the version is settled: only hellos make sense. */
    HELLO,
    /** TLS 1.0 and 1.1, which name no signature schemes. */
    TLS10,
    /** TLS 1.2. */
    TLS12,
    /** TLS 1.2 where a Certificate with a raw public key is due (RFC 7250 §3). */
    RAW_PUBLIC_KEY,
    /** TLS 1.3. */
    TLS13;

    /** The dialect of a settled version. */
    public static Dialect of(ProtocolVersion version) {
        return switch (version) {
            case TLS10, TLS11 -> TLS10;
            case TLS12 -> TLS12;
            case TLS13 -> TLS13;
        };
    }
}
