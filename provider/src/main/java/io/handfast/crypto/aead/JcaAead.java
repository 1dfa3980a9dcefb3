package io.handfast.crypto.aead;

import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An AEAD over a JCA cipher that is set to the next nonce for each message (RFC 5116 §2).
 *
 * <p>The cipher is there from the first message on; it may come from a predecessor, since each message sets its key anyway.
 */
final class JcaAead implements Aead {
    private final AeadAlgorithm algorithm;
    private final Jca jca;
    private final int mode;
    private final SecretKeySpec key;
    private @Nullable Cipher cipher;

    JcaAead(AeadAlgorithm algorithm, Jca jca, int mode, SecretKeySpec key) {
        this.algorithm = algorithm;
        this.jca = jca;
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
            return process(started(nonce, aad, aadOffset, aadLength), in, inOffset, length, out, outOffset);
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
            return process(started(nonce, aad, aadOffset, aadLength), in, inOffset, length, out, outOffset);
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

    @Override
    public void succeed(Aead predecessor) {
        if (cipher == null && predecessor instanceof JcaAead old && old.jca.equals(jca) && old.algorithm == algorithm) {
            cipher = old.cipher;
            old.cipher = null;
        }
    }

    private void requireMode(int needed) {
        if (mode != needed) {
            throw new IllegalStateException("this key works in the other direction");
        }
    }

    /** The cipher, set to this nonce. */
    private Cipher started(byte[] nonce, byte[] aad, int aadOffset, int aadLength) throws GeneralSecurityException {
        Cipher ready = cipher == null ? algorithm.cipher(jca) : cipher;
        try {
            ready.init(mode, key, parameters(nonce));
        } catch (InvalidKeyException refused) {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw refused;
            }
            // The JDK's ChaCha20-Poly1305 refuses a nonce twice in a row even to open, where it does no harm: a ticket
            // may well be presented twice. Only a fresh cipher has forgotten the nonce.
            ready = algorithm.cipher(jca);
            ready.init(mode, key, parameters(nonce));
        }
        cipher = ready;
        ready.updateAAD(aad, aadOffset, aadLength);
        return ready;
    }

    private int process(Cipher ready, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException {
        // In place is safe with every provider, but a shifted overlap may be overwritten before it is read.
        boolean shifted =
                in == out && inOffset != outOffset && Math.abs(inOffset - outOffset) < length + algorithm.tagLength();
        return shifted
                ? ready.doFinal(Arrays.copyOfRange(in, inOffset, inOffset + length), 0, length, out, outOffset)
                : ready.doFinal(in, inOffset, length, out, outOffset);
    }

    private AlgorithmParameterSpec parameters(byte[] nonce) {
        return switch (algorithm) {
            case AES_128_GCM, AES_256_GCM -> new GCMParameterSpec(8 * algorithm.tagLength(), nonce);
            case CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 ->
                throw new IllegalStateException("CCM is not done with a JCA cipher");
        };
    }
}
