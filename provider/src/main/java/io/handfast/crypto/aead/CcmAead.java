package io.handfast.crypto.aead;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Secret;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES in CCM mode over Bouncy Castle's lightweight API, since the JDK has none (RFC 3610, RFC 6655 §3). */
final class CcmAead implements Aead {
    static {
        BundledStart.await();
    }

    private final AeadAlgorithm algorithm;
    private final boolean sealing;
    private final KeyParameter key;
    private final CCMModeCipher cipher = CCMBlockCipher.newInstance(AESEngine.newInstance());
    private byte[] lastNonce = {};

    CcmAead(AeadAlgorithm algorithm, boolean sealing, Secret key) {
        this.algorithm = algorithm;
        this.sealing = sealing;
        this.key = new KeyParameter(key.reveal());
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
        requireDirection(true);
        if (Arrays.equals(nonce, lastNonce)) {
            throw new ProviderException("the nonce has just been used with this key");
        }
        lastNonce = nonce.clone();
        if (out.length - outOffset < length + algorithm.tagLength()) {
            throw new IllegalArgumentException("no room for the ciphertext and its tag");
        }
        try {
            return process(nonce, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
        } catch (InvalidCipherTextException failure) {
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
        requireDirection(false);
        if (length < algorithm.tagLength()) {
            throw new AEADBadTagException("shorter than a tag");
        }
        if (out.length - outOffset < length - algorithm.tagLength()) {
            throw new IllegalArgumentException("no room for the plaintext");
        }
        try {
            return process(nonce, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
        } catch (InvalidCipherTextException notAuthentic) {
            AEADBadTagException badTag = new AEADBadTagException("tag mismatch");
            badTag.initCause(notAuthentic);
            throw badTag;
        }
    }

    private void requireDirection(boolean seals) {
        if (sealing != seals) {
            throw new IllegalStateException("this key works in the other direction");
        }
    }

    private int process(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset)
            throws InvalidCipherTextException {
        cipher.init(sealing, new AEADParameters(key, 8 * algorithm.tagLength(), nonce));
        cipher.processAADBytes(aad, aadOffset, aadLength);
        // CCM needs all of the content before it gives any of the result, so the arrays may overlap.
        int early = cipher.processBytes(in, inOffset, length, out, outOffset);
        return early + cipher.doFinal(out, outOffset + early);
    }
}
