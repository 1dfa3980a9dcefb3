package io.handfast.platform;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;

/**
 * Key encapsulation through the JCA; here, for JDK 17, there is none (javax.crypto.KEM of JDK 21).
 *
 * <p>Replaced by the class of the same name under META-INF/versions/21.
 */
public final class KeyEncapsulation {
    private KeyEncapsulation() {}

    /** A fresh secret, and the same secret as only the owner of the key can read it. */
    public record Encapsulated(byte[] secret, byte[] ciphertext) {
        @Override
        public String toString() {
            return "Encapsulated[" + ciphertext.length + " bytes]";
        }
    }

    /** Whether the running JDK has an API for it; not whether a provider offers an algorithm. */
    public static boolean available() {
        return false;
    }

    /**
     * Makes a secret for the owner of a public key; the key decides which provider does it.
     *
     * @throws java.security.InvalidKeyException when no provider accepts the key
     */
    public static Encapsulated encapsulate(String algorithm, PublicKey key, SecureRandom random)
            throws GeneralSecurityException {
        throw absent(algorithm);
    }

    /**
     * The secret in a ciphertext; the key decides which provider does it.
     *
     * @throws GeneralSecurityException when the ciphertext has another length than the algorithm's
     */
    public static byte[] decapsulate(String algorithm, PrivateKey key, byte[] ciphertext)
            throws GeneralSecurityException {
        throw absent(algorithm);
    }

    private static NoSuchAlgorithmException absent(String algorithm) {
        return new NoSuchAlgorithmException("this Java runtime has no API for key encapsulation with " + algorithm);
    }
}
