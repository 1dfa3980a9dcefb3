package io.handfast.crypto.cbc;

import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A block cipher in CBC mode with one key in one direction, kept for its whole life (RFC 5246 §6.2.3.2). Not thread-safe. */
public final class CbcCipher {
    private final CbcAlgorithm algorithm;
    private final Cipher cipher;
    private final int mode;
    private final SecretKeySpec key;

    CbcCipher(CbcAlgorithm algorithm, Jca jca, int mode, SecretKeySpec key) {
        this.algorithm = algorithm;
        this.cipher = jca.cipher(algorithm.jcaName());
        this.mode = mode;
        this.key = key;
    }

    /** Length in bytes of a block, and so of the IV. */
    public int blockLength() {
        return algorithm.blockLength();
    }

    /**
     * Encrypts or decrypts whole blocks where they are.
     *
     * @param iv holds the IV at {@code ivOffset}; may be the same array
     * @param length a multiple of {@link #blockLength()}
     */
    public void process(byte[] iv, int ivOffset, byte[] blocks, int offset, int length) {
        try {
            cipher.init(mode, key, new IvParameterSpec(iv, ivOffset, blockLength()));
            int done = cipher.doFinal(blocks, offset, length, blocks, offset);
            if (done != length) {
                throw new ProviderException(algorithm + " gave " + done + " bytes instead of " + length);
            }
        } catch (GeneralSecurityException failure) {
            throw new ProviderException("processing blocks with " + algorithm + " failed", failure);
        }
    }
}
