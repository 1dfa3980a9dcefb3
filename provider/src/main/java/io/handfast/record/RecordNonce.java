package io.handfast.record;

import io.handfast.crypto.Secret;

/** The nonce that is the IV xor the record's sequence number, in one array used again (RFC 8446 §5.3, RFC 7905 §2). */
final class RecordNonce {
    private final byte[] nonce;
    /** The number that the array holds now, xor the IV. */
    private long applied;

    /** Copies the IV. */
    RecordNonce(Secret iv) {
        this.nonce = iv.reveal().clone();
    }

    /** The nonce of the record with this number; valid until the next call, and only read. */
    byte[] of(long sequenceNumber) {
        int from = nonce.length - Long.BYTES;
        long change = applied ^ sequenceNumber;
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[from + i] ^= (byte) (change >>> 8 * (Long.BYTES - 1 - i));
        }
        applied = sequenceNumber;
        return nonce;
    }
}
