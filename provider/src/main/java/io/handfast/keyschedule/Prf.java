package io.handfast.keyschedule;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Arrays;

/** The pseudorandom function of TLS 1.2 over the hash of the cipher suite (RFC 5246 §5). Not thread-safe. */
public final class Prf {
    private final Hmac hmac;

    public Prf(Jca jca, HashAlgorithm hash) {
        hmac = new Hmac(jca, hash);
    }

    public HashAlgorithm hash() {
        return hmac.hash();
    }

    /** PRF(secret, label, seed), cut to so many bytes; the secret stays the caller's. */
    public byte[] expand(Secret secret, String label, byte[] seed, int length) {
        byte[] labelAndSeed = join(label.getBytes(US_ASCII), seed);
        byte[] out = new byte[length];
        byte[] a = labelAndSeed;
        byte[] block = new byte[hash().length()];
        hmac.key(secret);
        for (int done = 0; done < length; done += block.length) {
            a = hmac.update(a).doFinal();
            hmac.update(a).update(labelAndSeed).doFinal(block, 0);
            System.arraycopy(block, 0, out, done, Math.min(block.length, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }

    /** The parts one after the other, in a fresh array. */
    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
