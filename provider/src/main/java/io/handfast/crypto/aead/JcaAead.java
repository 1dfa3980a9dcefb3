package io.handfast.crypto.aead;

import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An AEAD over a JCA cipher that is set to the next nonce for each message (RFC 5116 §2).
 *
 * <p>The cipher is there from the first message on; it may come from a predecessor, since each message sets its key anyway.
 */
final class JcaAead extends CheckedAead {
    private final Jca jca;
    private final SecretKeySpec key;
    private @Nullable Cipher cipher;

    JcaAead(AeadAlgorithm algorithm, boolean sealing, Jca jca, SecretKeySpec key) {
        super(algorithm, sealing);
        this.jca = jca;
        this.key = key;
    }

    @Override
    int process(
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
            throws GeneralSecurityException {
        Cipher ready = started(nonce, aad, aadOffset, aadLength);
        if (trailer.length > 0) {
            int early = ready.update(in, inOffset, length, out, outOffset);
            return early + ready.doFinal(trailer, 0, trailer.length, out, outOffset + early);
        }
        // In place is safe with every provider, but a shifted overlap may be overwritten before it is read.
        boolean shifted = in == out
                && inOffset != outOffset
                && Math.abs(inOffset - outOffset) < length + algorithm().tagLength();
        return shifted
                ? ready.doFinal(Arrays.copyOfRange(in, inOffset, inOffset + length), 0, length, out, outOffset)
                : ready.doFinal(in, inOffset, length, out, outOffset);
    }

    @Override
    public void succeed(Aead predecessor) {
        if (cipher == null
                && predecessor instanceof JcaAead old
                && old.jca.equals(jca)
                && old.algorithm() == algorithm()) {
            cipher = old.cipher;
            old.cipher = null;
        }
    }

    /** The cipher, set to this nonce. */
    private Cipher started(byte[] nonce, byte[] aad, int aadOffset, int aadLength) throws GeneralSecurityException {
        Cipher ready = cipher == null ? algorithm().cipher(jca) : cipher;
        try {
            ready.init(mode(), key, parameters(nonce));
        } catch (InvalidKeyException refused) {
            if (sealing()) {
                throw refused;
            }
            // The JDK's ChaCha20-Poly1305 refuses a nonce twice in a row even to open, where it does no harm: a ticket
            // may well be presented twice. Only a fresh cipher has forgotten the nonce.
            ready = algorithm().cipher(jca);
            ready.init(mode(), key, parameters(nonce));
        }
        cipher = ready;
        ready.updateAAD(aad, aadOffset, aadLength);
        return ready;
    }

    private int mode() {
        return sealing() ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    }

    private AlgorithmParameterSpec parameters(byte[] nonce) {
        return switch (algorithm()) {
            case AES_128_GCM, AES_256_GCM ->
                new GCMParameterSpec(8 * algorithm().tagLength(), nonce);
            case CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 ->
                throw new IllegalStateException("CCM is not done with a JCA cipher");
        };
    }
}
