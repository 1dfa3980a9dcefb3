package io.handfast.crypto;

import java.security.InvalidKeyException;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;

/** Keys from passwords, slowly on purpose: PBKDF2 (RFC 8018 §5.2) and scrypt (RFC 7914 §6). */
public final class PasswordDerivation {
    /** More than any tool asks for; a file that asks for more wants to keep us busy. */
    private static final int MOST_ITERATIONS = 20_000_000;

    /** The most memory that scrypt may take, in bytes. */
    private static final long MOST_MEMORY = 1L << 28;

    private static final int LONGEST_KEY = 64;

    private PasswordDerivation() {}

    /**
     * PBKDF2 with HMAC over the hash.
     *
     * @param password stays the caller's
     * @param length of the key, 1 to 64 bytes
     * @throws InvalidKeyException if the parameters are out of all proportion
     */
    public static Secret pbkdf2(Jca jca, HashAlgorithm hash, Secret password, byte[] salt, int iterations, int length)
            throws InvalidKeyException {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new InvalidKeyException(
                    "PBKDF2 with " + iterations + " iterations; 1 to " + MOST_ITERATIONS + " are accepted");
        }
        requireLength(length);
        Hmac hmac = new Hmac(jca, hash).key(password);
        byte[] key = new byte[length];
        for (int block = 1, done = 0; done < length; block++, done += hash.length()) {
            byte[] round = hmac.update(salt)
                    .update((byte) (block >>> 24))
                    .update((byte) (block >>> 16))
                    .update((byte) (block >>> 8))
                    .update((byte) block)
                    .doFinal();
            byte[] sum = round.clone();
            for (int i = 1; i < iterations; i++) {
                round = hmac.update(round).doFinal();
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= round[j];
                }
            }
            System.arraycopy(sum, 0, key, done, Math.min(sum.length, length - done));
            Arrays.fill(sum, (byte) 0);
            Arrays.fill(round, (byte) 0);
        }
        return Secret.owning(key);
    }

    /**
     * scrypt.
     *
     * @param password stays the caller's
     * @param cost a power of two
     * @param length of the key, 1 to 64 bytes
     * @throws InvalidKeyException if the parameters are wrong or out of all proportion
     */
    public static Secret scrypt(Secret password, byte[] salt, int cost, int blockSize, int parallelization, int length)
            throws InvalidKeyException {
        requireLength(length);
        boolean sound = cost > 1 && Integer.bitCount(cost) == 1 && blockSize > 0 && parallelization > 0;
        // RFC 7914 §6: 128 · r · N bytes at a time, and 128 · r · p for the result
        if (!sound
                || 128L * blockSize * cost > MOST_MEMORY
                || 128L * blockSize * parallelization > MOST_MEMORY
                || parallelization > 64) {
            throw new InvalidKeyException("scrypt with N = " + cost + ", r = " + blockSize + ", p = " + parallelization
                    + "; N must be a power of two, and at most 256 MiB may be asked for");
        }
        BundledStart.await();
        try {
            return Secret.owning(SCrypt.generate(password.reveal(), salt, cost, blockSize, parallelization, length));
        } catch (IllegalArgumentException refused) {
            throw new InvalidKeyException("scrypt refuses its parameters: " + refused.getMessage(), refused);
        }
    }

    private static void requireLength(int length) throws InvalidKeyException {
        if (length < 1 || length > LONGEST_KEY) {
            throw new InvalidKeyException("a key of " + length + " bytes; 1 to " + LONGEST_KEY + " are accepted");
        }
    }
}
