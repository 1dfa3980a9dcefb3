package io.handfast.keyschedule;

import io.handfast.crypto.Hmac;
import io.handfast.crypto.Secret;
import java.util.Arrays;

/** P_hash: a secret and a seed stretched to any length with one HMAC (RFC 5246 §5). Not thread-safe. */
final class HashExpansion {
    private final Hmac hmac;

    HashExpansion(Hmac hmac) {
        this.hmac = hmac;
    }

    /** Adds the expansion, as long as the array is, to what stands there (by exclusive or). */
    void addTo(byte[] out, Secret secret, byte[] seed) {
        byte[] a = seed;
        hmac.key(secret);
        for (int done = 0; done < out.length; done += hmac.hash().length()) {
            a = hmac.update(a).doFinal();
            byte[] block = hmac.update(a).update(seed).doFinal();
            int taken = Math.min(block.length, out.length - done);
            for (int i = 0; i < taken; i++) {
                out[done + i] ^= block[i];
            }
            Arrays.fill(block, (byte) 0);
        }
    }
}
