package io.handfast.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;

/** RSA key transport of the TLS 1.2 premaster secret (RFC 5246 §7.4.7.1). */
public final class RsaKeyTransport {
    /** Length of the premaster secret in bytes: version and 46 random bytes. */
    public static final int PREMASTER_LENGTH = 48;

    /** PKCS #1 v1.5 (RFC 8017 §7.2.1): two leading bytes, at least eight of padding, one zero. */
    private static final int MINIMUM_PADDING = 11;

    private RsaKeyTransport() {}

    /** A fresh premaster secret and its encryption under the server's key. */
    public record EncryptedPremaster(Secret premaster, byte[] encrypted) {}

    /**
     * The client's side: makes a premaster secret and encrypts it.
     *
     * @param clientHelloVersion the highest version offered, in ClientHello.client_version
     */
    public static EncryptedPremaster encryptPremaster(
            Jca jca, PublicKey serverKey, SecureRandom random, int clientHelloVersion) throws GeneralSecurityException {
        byte[] premaster = randomPremaster(random, clientHelloVersion);
        Cipher cipher = jca.cipherForKey("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, serverKey, random);
        return new EncryptedPremaster(Secret.owning(premaster), cipher.doFinal(premaster));
    }

    /**
     * The server's side: always a premaster secret, whatever was sent.
     *
     * <p>RFC 5246 §7.4.7.1, the construction it recommends: whatever is wrong with the padding or the length gives a
     * random secret chosen beforehand, and the version is never compared but written over what was sent, so that a false
     * one spoils the secret. The peer learns of either only by its Finished not fitting.
     *
     * <p>With a key that shows its numbers, nothing here branches on the decrypted bytes. A key in a token must leave
     * the unpadding to its provider, whose time and exceptions are then the provider's.
     *
     * @throws ProviderException when no provider takes the key at all, which does not depend on what was sent
     */
    public static Secret decryptPremaster(
            Jca jca, PrivateKey key, SecureRandom random, byte[] encrypted, int clientHelloVersion) {
        // Drawn in every case and before decryption, so that its cost tells nothing.
        byte[] fallback = randomPremaster(random, clientHelloVersion);
        byte[] candidate = new byte[PREMASTER_LENGTH];
        int good = decrypt(jca, key, random, encrypted, candidate);
        writeVersion(candidate, clientHelloVersion);
        byte[] premaster = new byte[PREMASTER_LENGTH];
        ConstantTime.select(good, candidate, fallback, premaster);
        Arrays.fill(candidate, (byte) 0);
        Arrays.fill(fallback, (byte) 0);
        return Secret.owning(premaster);
    }

    /** Fills the candidate; returns a mask of ones when the padding and the length were right. */
    private static int decrypt(Jca jca, PrivateKey key, SecureRandom random, byte[] encrypted, byte[] candidate) {
        if (key instanceof RSAPrivateKey rsaKey && rsaKey.getPrivateExponent() != null) {
            Optional<Cipher> raw = rawCipher(jca, rsaKey, random);
            if (raw.isPresent()) {
                return decryptInConstantTime(raw.get(), rsaKey, encrypted, candidate);
            }
        }
        return decryptByProvider(jca, key, random, encrypted, candidate);
    }

    private static Optional<Cipher> rawCipher(Jca jca, RSAPrivateKey key, SecureRandom random) {
        Optional<Cipher> raw = jca.platformCipher("RSA/ECB/NoPadding");
        if (raw.isPresent()) {
            try {
                raw.get().init(Cipher.DECRYPT_MODE, key, random);
            } catch (InvalidKeyException notForThisProvider) {
                return Optional.empty();
            }
        }
        return raw;
    }

    private static int decryptInConstantTime(Cipher raw, RSAPrivateKey key, byte[] encrypted, byte[] candidate) {
        int blockLength = (key.getModulus().bitLength() + 7) / 8;
        byte[] block;
        try {
            block = raw.doFinal(encrypted);
        } catch (GeneralSecurityException longerThanModulus) {
            // Only the ciphertext, which everyone sees, decides about this.
            return 0;
        }
        if (block.length != blockLength || blockLength < PREMASTER_LENGTH + MINIMUM_PADDING) {
            return 0;
        }
        int good = unpad(block, candidate);
        Arrays.fill(block, (byte) 0);
        return good;
    }

    /**
     * Takes the last 48 bytes of a block 00 02, non-zero padding, 00, premaster; looks at every byte in any case.
     *
     * @return a mask of ones when the block has that form
     */
    static int unpad(byte[] block, byte[] premaster) {
        int separator = block.length - PREMASTER_LENGTH - 1;
        int good = ConstantTime.maskIfZero(block[0]) & ConstantTime.maskIfEqual(block[1], 2);
        for (int i = 2; i < separator; i++) {
            good &= ~ConstantTime.maskIfZero(block[i]);
        }
        good &= ConstantTime.maskIfZero(block[separator]);
        System.arraycopy(block, separator + 1, premaster, 0, PREMASTER_LENGTH);
        return good;
    }

    /** The way of a key that does not show its numbers. */
    static int decryptByProvider(Jca jca, PrivateKey key, SecureRandom random, byte[] encrypted, byte[] candidate) {
        Cipher cipher;
        try {
            cipher = jca.cipherForKey("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, random);
        } catch (GeneralSecurityException unusable) {
            throw new ProviderException("no provider decrypts with the server's RSA key", unusable);
        }
        byte[] decrypted;
        try {
            decrypted = cipher.doFinal(encrypted);
        } catch (GeneralSecurityException | ProviderException badPadding) {
            return 0;
        }
        int good = ConstantTime.maskIfEqual(decrypted.length, PREMASTER_LENGTH);
        System.arraycopy(decrypted, 0, candidate, 0, Math.min(decrypted.length, PREMASTER_LENGTH));
        Arrays.fill(decrypted, (byte) 0);
        return good;
    }

    private static byte[] randomPremaster(SecureRandom random, int version) {
        byte[] premaster = new byte[PREMASTER_LENGTH];
        random.nextBytes(premaster);
        writeVersion(premaster, version);
        return premaster;
    }

    private static void writeVersion(byte[] premaster, int version) {
        premaster[0] = (byte) (version >> 8);
        premaster[1] = (byte) version;
    }
}
