package io.handfast.record;

import io.handfast.crypto.Secret;
import io.handfast.crypto.cbc.CbcCipher;

/** Decrypts what {@link CbcEncryption} encrypts; padding stays on (RFC 2246 §6.2.3.2, RFC 5246 §6.2.3.2). */
final class CbcDecryption {
    private final CbcCipher cipher;
    private final byte[] chained;

    /** The IV, empty where every record brings its own, is copied. */
    CbcDecryption(CbcCipher cipher, Secret iv) {
        this.cipher = cipher;
        this.chained = iv.reveal().clone();
    }

    /** Bytes of IV in front of the ciphertext. */
    int explicitLength() {
        return chained.length > 0 ? 0 : cipher.blockLength();
    }

    /** Whether so many bytes, IV included, are whole blocks and at least one besides the IV; everyone sees that. */
    boolean isWhole(int length) {
        return length % cipher.blockLength() == 0 && length > explicitLength();
    }

    /**
     * Decrypts in place; the plaintext begins behind the IV.
     *
     * @param at where the fragment begins
     * @param length of IV and ciphertext, which {@linkplain #isWhole are whole}
     */
    void decrypt(byte[] record, int at, int length) {
        int block = cipher.blockLength();
        if (chained.length == 0) {
            cipher.process(record, at, record, at + block, length - block);
            return;
        }
        byte[] next = new byte[block];
        System.arraycopy(record, at + length - block, next, 0, block);
        cipher.process(chained, 0, record, at, length);
        System.arraycopy(next, 0, chained, 0, block);
    }
}
