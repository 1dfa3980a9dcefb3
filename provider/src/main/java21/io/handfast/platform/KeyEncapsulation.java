package io.handfast.platform;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.KEM;
import javax.crypto.SecretKey;

/** Key encapsulation through the JCA (javax.crypto.KEM of JDK 21). */
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
        return true;
    }

    /**
     * Makes a secret for the owner of a public key; the key decides which provider does it.
     *
     * @throws java.security.InvalidKeyException when no provider accepts the key
     */
    public static Encapsulated encapsulate(String algorithm, PublicKey key, SecureRandom random)
            throws GeneralSecurityException {
        KEM.Encapsulated made =
                KEM.getInstance(algorithm).newEncapsulator(key, random).encapsulate();
        return new Encapsulated(bytes(made.key()), made.encapsulation());
    }

    /**
     * The secret in a ciphertext; the key decides which provider does it.
     *
     * @throws GeneralSecurityException when the ciphertext has another length than the algorithm's
     */
    public static byte[] decapsulate(String algorithm, PrivateKey key, byte[] ciphertext)
            throws GeneralSecurityException {
        return bytes(KEM.getInstance(algorithm).newDecapsulator(key).decapsulate(ciphertext));
    }

    private static byte[] bytes(SecretKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new GeneralSecurityException("the provider keeps the encapsulated secret to itself");
        }
        return encoded;
    }
}
