package io.handfast.record;

import io.handfast.crypto.Secret;

/** The nonce that is the IV xor the record's sequence number, in one array used again (RFC 8446 §5.3, RFC 7905 §2). */
final class RecordNonce {
    private final byte[] iv;
    private final byte[] nonce;

    /** Copies the IV. */
    RecordNonce(Secret iv) {
        this.iv = iv.reveal().clone();
        this.nonce = this.iv.clone();
    }

    /** The nonce of the record with this number; valid until the next call. */
    byte[] of(long sequenceNumber) {
        int from = iv.length - Long.BYTES;
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[from + i] = (byte) (iv[from + i] ^ sequenceNumber >>> 8 * (Long.BYTES - 1 - i));
        }
        return nonce;
    }
}
