package io.handfast.crypto.aead;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import javax.crypto.AEADBadTagException;
import javax.crypto.ShortBufferException;

/** What every {@link Aead} looks at before a cipher sees it, and how the failures of ciphers are told (RFC 5116 §2). */
abstract class CheckedAead implements Aead {
    private static final byte[] NO_TRAILER = {};

    private final AeadAlgorithm algorithm;
    private final boolean sealing;

    CheckedAead(AeadAlgorithm algorithm, boolean sealing) {
        this.algorithm = algorithm;
        this.sealing = sealing;
    }

    final AeadAlgorithm algorithm() {
        return algorithm;
    }

    /** Whether this key encrypts; otherwise it decrypts. */
    final boolean sealing() {
        return sealing;
    }

    /** Encrypts or decrypts what was looked at; without a trailer the arrays may overlap. */
    abstract int process(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] trailer,
            byte[] out,
            int outOffset)
            throws GeneralSecurityException;

    @Override
    public final int seal(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        return seal(nonce, aad, aadOffset, aadLength, in, inOffset, length, NO_TRAILER, out, outOffset);
    }

    @Override
    public final int seal(
            byte[] nonce,
            byte[] aad,
            int aadOffset,
            int aadLength,
            byte[] in,
            int inOffset,
            int length,
            byte[] trailer,
            byte[] out,
            int outOffset) {
        requireDirection(true);
        if (out.length - outOffset < length + trailer.length + algorithm.tagLength()) {
            throw new IllegalArgumentException("no room for the ciphertext and its tag");
        }
        try {
            return process(nonce, aad, aadOffset, aadLength, in, inOffset, length, trailer, out, outOffset);
        } catch (GeneralSecurityException failure) {
            throw new ProviderException("sealing with " + algorithm + " failed", failure);
        }
    }

    @Override
    public final int open(
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
            return process(nonce, aad, aadOffset, aadLength, in, inOffset, length, NO_TRAILER, out, outOffset);
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

    private void requireDirection(boolean seals) {
        if (sealing != seals) {
            throw new IllegalStateException("this key works in the other direction");
        }
    }
}
