package io.handfast.record;

import io.handfast.crypto.Secret;
import io.handfast.crypto.cbc.CbcCipher;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Pads and encrypts what a record carries: in TLS 1.0 with the last block of the record before as IV, since TLS 1.1 with a
 * fresh IV that travels in front (RFC 2246 §6.2.3.2, RFC 5246 §6.2.3.2).
 */
final class CbcEncryption {
    private final CbcCipher cipher;
    private final SecureRandom random;
    private final byte[] chained;

    /** The IV, empty where every record brings its own, is copied. */
    CbcEncryption(CbcCipher cipher, Secret iv, SecureRandom random) {
        this.cipher = cipher;
        this.random = random;
        this.chained = iv.reveal().clone();
    }

    /** Bytes of IV in front of the ciphertext. */
    int explicitLength() {
        return chained.length > 0 ? 0 : cipher.blockLength();
    }

    /** The most bytes that padding adds. */
    int mostPadding() {
        return cipher.blockLength();
    }

    /**
     * Pads and encrypts in place.
     *
     * @param at where the fragment begins, with room for the IV; the content stands behind that room
     * @param length of the content
     * @return bytes of the fragment, IV included
     */
    int encrypt(byte[] record, int at, int length) {
        int block = cipher.blockLength();
        int from = at + explicitLength();
        // RFC 5246 §6.2.3.2: every byte of the padding, its length byte too, says how long it is. We use the least.
        int padding = block - 1 - length % block;
        Arrays.fill(record, from + length, from + length + padding + 1, (byte) padding);
        int padded = length + padding + 1;
        if (chained.length > 0) {
            cipher.process(chained, 0, record, from, padded);
            System.arraycopy(record, from + padded - block, chained, 0, block);
        } else {
            // RFC 5246 §6.2.3.2: an IV that nobody can foretell.
            byte[] iv = new byte[block];
            random.nextBytes(iv);
            System.arraycopy(iv, 0, record, at, block);
            cipher.process(iv, 0, record, from, padded);
        }
        return explicitLength() + padded;
    }
}
