package io.handfast.message;

import io.handfast.wire.Bytes;

/** The values of ServerHello.random that have a meaning (RFC 8446 §4.1.3). */
public final class HelloRandoms {
    /** The length of every random, in bytes. */
    public static final int LENGTH = 32;

    /** The random that makes a ServerHello a HelloRetryRequest: the SHA-256 of that word. */
    public static final Bytes HELLO_RETRY_RANDOM =
            Bytes.hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** The last eight bytes with which a TLS 1.3 server says that it negotiated TLS 1.2. */
    public static final Bytes DOWNGRADE_TLS12 = Bytes.hex("444f574e47524401");

    /** The last eight bytes with which a TLS 1.2 or 1.3 server says that it negotiated TLS 1.1 or below. */
    public static final Bytes DOWNGRADE_TLS11 = Bytes.hex("444f574e47524400");

    private HelloRandoms() {}

    /** Whether a random ends with one of the sentinels above. */
    public static boolean endsWith(Bytes random, Bytes sentinel) {
        return random.length() >= sentinel.length()
                && random.slice(random.length() - sentinel.length(), sentinel.length())
                        .equals(sentinel);
    }
}
