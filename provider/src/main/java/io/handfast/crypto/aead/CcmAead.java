package io.handfast.crypto.aead;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Secret;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES in CCM mode over Bouncy Castle's lightweight API, since the JDK has none (RFC 3610, RFC 6655 §3). */
final class CcmAead extends CheckedAead {
    static {
        BundledStart.await();
    }

    private final KeyParameter key;
    private final CCMModeCipher cipher = CCMBlockCipher.newInstance(AESEngine.newInstance());
    private byte[] lastNonce = {};

    CcmAead(AeadAlgorithm algorithm, boolean sealing, Secret key) {
        super(algorithm, sealing);
        this.key = new KeyParameter(key.reveal());
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
        if (sealing()) {
            requireFresh(nonce);
        }
        cipher.init(sealing(), new AEADParameters(key, 8 * algorithm().tagLength(), nonce));
        cipher.processAADBytes(aad, aadOffset, aadLength);
        // CCM needs all of the content before it gives any of the result, so the arrays may overlap.
        int early = cipher.processBytes(in, inOffset, length, out, outOffset);
        early += cipher.processBytes(trailer, 0, trailer.length, out, outOffset + early);
        try {
            return early + cipher.doFinal(out, outOffset + early);
        } catch (InvalidCipherTextException notAuthentic) {
            throw new GeneralSecurityException("CCM refused its input", notAuthentic);
        }
    }

    private void requireFresh(byte[] nonce) {
        if (Arrays.equals(nonce, lastNonce)) {
            throw new ProviderException("the nonce has just been used with this key");
        }
        lastNonce = nonce.clone();
    }
}
