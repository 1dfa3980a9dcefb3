package io.handfast.config;

import io.handfast.wire.Bytes;

/**
 * Whether a connection sends or takes early data; by default neither (RFC 8446 §2.3).
 *
 * @param maxEarlyDataSize the most that a server takes, in bytes, as it tells in its tickets: 0 for none, up to 2^32 − 1
 * @param content what a client sends before the server has answered: all of it early, or nothing
 */
public record EarlyDataOptions(long maxEarlyDataSize, Bytes content) {
    /** No early data in either direction. */
    public static final EarlyDataOptions NONE = new EarlyDataOptions(0, Bytes.empty());

    public EarlyDataOptions {
        if (maxEarlyDataSize < 0 || maxEarlyDataSize > 0xffff_ffffL) {
            throw new IllegalArgumentException(
                    "0 to 2^32 - 1 bytes of early data can be taken, not " + maxEarlyDataSize);
        }
    }

    public EarlyDataOptions withMaxEarlyDataSize(long value) {
        return new EarlyDataOptions(value, content);
    }

    public EarlyDataOptions withContent(Bytes value) {
        return new EarlyDataOptions(maxEarlyDataSize, value);
    }

    /** Not the content: it is the program's own, and has no place in a log. */
    @Override
    public String toString() {
        return "EarlyDataOptions[maxEarlyDataSize=" + maxEarlyDataSize + ", content=" + content.length() + " bytes]";
    }
}
