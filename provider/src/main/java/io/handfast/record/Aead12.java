package io.handfast.record;

import io.handfast.crypto.Secret;

/**
 * What both directions of TLS 1.2 with an AEAD have in common: nonce and additional data (RFC 5246 §6.2.3.3, RFC 5288
 * §3, RFC 6655 §3, RFC 7905 §2).
 *
 * <p>GCM and CCM take a nonce of 4 bytes from the key block and 8 that travel in the record; ChaCha20-Poly1305 takes the IV xor
 * the sequence number and nothing travels.
 */
final class Aead12 {
    private static final int NONCE_LENGTH = 12;
    private static final int ADDITIONAL_LENGTH = 13;

    private final int explicitLength;
    private final RecordNonce implicitNonce;
    private final byte[] partlyExplicitNonce = new byte[NONCE_LENGTH];
    private final byte[] additional = new byte[ADDITIONAL_LENGTH];

    /** Copies the IV; its length says how much of the nonce travels in the record. */
    Aead12(Secret iv) {
        explicitLength = NONCE_LENGTH - iv.length();
        implicitNonce = new RecordNonce(explicitLength == 0 ? iv : Secret.zeros(NONCE_LENGTH));
        System.arraycopy(iv.reveal(), 0, partlyExplicitNonce, 0, iv.length());
    }

    /** Bytes of the nonce at the start of each record's fragment. */
    int explicitLength() {
        return explicitLength;
    }

    /**
     * The nonce of a record.
     *
     * @param record holds the explicit part, if there is one, at {@code offset}
     */
    byte[] nonce(long sequenceNumber, byte[] record, int offset) {
        if (explicitLength == 0) {
            return implicitNonce.of(sequenceNumber);
        }
        System.arraycopy(record, offset, partlyExplicitNonce, NONCE_LENGTH - explicitLength, explicitLength);
        return partlyExplicitNonce;
    }

    /** The additional data: sequence number, type and version as in the header, length of the plaintext. */
    byte[] additional(long sequenceNumber, byte[] record, int headerOffset, int plaintextLength) {
        SequenceNumber.write(sequenceNumber, additional, 0);
        System.arraycopy(record, headerOffset, additional, Long.BYTES, 3);
        additional[11] = (byte) (plaintextLength >>> 8);
        additional[12] = (byte) plaintextLength;
        return additional;
    }
}
