package io.handfast.crypto.aead;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An AEAD over a JCA cipher that is set to the next nonce for each message (RFC 5116 §2). */
final class JcaAead implements Aead {
    private final AeadAlgorithm algorithm;
    private final Cipher cipher;
    private final int mode;
    private final SecretKeySpec key;

    JcaAead(AeadAlgorithm algorithm, Cipher cipher, int mode, SecretKeySpec key) {
        this.algorithm = algorithm;
        this.cipher = cipher;
        this.mode = mode;
        this.key = key;
    }

    @Override
    public int seal(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        requireMode(Cipher.ENCRYPT_MODE);
        if (out.length - outOffset < length + algorithm.tagLength()) {
            throw new IllegalArgumentException("no room for the ciphertext and its tag");
        }
        try {
            start(nonce, aad, aadOffset, aadLength);
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException failure) {
            throw new ProviderException("sealing with " + algorithm + " failed", failure);
        }
    }

    @Override
    public int open(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset)
            throws AEADBadTagException {
        requireMode(Cipher.DECRYPT_MODE);
        if (length < algorithm.tagLength()) {
            throw new AEADBadTagException("shorter than a tag");
        }
        if (out.length - outOffset < length - algorithm.tagLength()) {
            throw new IllegalArgumentException("no room for the plaintext");
        }
        try {
            start(nonce, aad, aadOffset, aadLength);
            return cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (AEADBadTagException badTag) {
            throw badTag;
        } catch (InvalidKeyException | InvalidAlgorithmParameterException | ShortBufferException ours) {
            throw new ProviderException("opening with " + algorithm + " failed", ours);
        } catch (GeneralSecurityException failure) {
            // Some providers report a false tag as another BadPaddingException; the caller must see one kind only.
            AEADBadTagException badTag = new AEADBadTagException("tag mismatch");
            badTag.initCause(failure);
            throw badTag;
        }
    }

    private void requireMode(int needed) {
        if (mode != needed) {
            throw new IllegalStateException("this key works in the other direction");
        }
    }

    private void start(byte[] nonce, byte[] aad, int aadOffset, int aadLength) throws GeneralSecurityException {
        cipher.init(mode, key, parameters(nonce));
        cipher.updateAAD(aad, aadOffset, aadLength);
    }

    private AlgorithmParameterSpec parameters(byte[] nonce) {
        return switch (algorithm) {
            case AES_128_GCM, AES_256_GCM -> new GCMParameterSpec(8 * algorithm.tagLength(), nonce);
            case CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
        };
    }
}
