package io.handfast.extension;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The 16-bit code points met in a list so far, to refuse those that come twice (RFC 8446 §4.2).
 *
 * <p>The low ones, which nearly all are, take a bit each; the time for a list stays in proportion to its length whatever a
 * peer sends.
 */
final class TypeSet {
    private long low;
    private @Nullable Set<Integer> high;

    /** Adds a code point; false if it was there already. */
    boolean add(int code) {
        if (code < Long.SIZE) {
            long bit = 1L << code;
            boolean fresh = (low & bit) == 0;
            low |= bit;
            return fresh;
        }
        Set<Integer> others = high == null ? new HashSet<>() : high;
        high = others;
        return others.add(code);
    }
}
