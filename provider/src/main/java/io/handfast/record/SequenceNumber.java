package io.handfast.record;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

/** Counts the records under one key and never starts again from zero (RFC 8446 §5.3, RFC 5246 §6.1). */
final class SequenceNumber {
    private final long limit;
    private long next;

    /** A count from zero; the record with this number, and none after it, is refused. */
    SequenceNumber(long limit) {
        this.limit = limit;
    }

    /** The number for the next record, not given out yet: for a record that may turn out not to count. */
    long upcoming() {
        if (next >= limit) {
            // RFC 8446 §5.3 and §5.5: rather end the connection than wrap, or use a key beyond its limit.
            throw INTERNAL_ERROR.because("the key may protect no more than " + limit + " records");
        }
        return next;
    }

    /** The number for the next record. */
    long next() {
        long number = upcoming();
        next++;
        return number;
    }

    /** How many numbers were given out. */
    long count() {
        return next;
    }

    /** How many numbers are left. */
    long left() {
        return limit - next;
    }

    static void write(long number, byte[] out, int offset) {
        for (int i = 0; i < Long.BYTES; i++) {
            out[offset + i] = (byte) (number >>> 8 * (Long.BYTES - 1 - i));
        }
    }
}
