package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import io.handfast.crypto.Secret;
import io.handfast.platform.KeyEncapsulation;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A parameter set of ML-KEM, the key encapsulation that withstands quantum computers (FIPS 203, RFC 10024 §4).
 *
 * <p>What a peer sends is judged here, before a provider sees it, so that the answer is the same whoever computes.
 */
enum MlKem {
    ML_KEM_768("ML-KEM-768", 768, 1184, 1088, Primitive.ML_KEM_768, "308204b2300b0609608648016503040402038204a100"),
    ML_KEM_1024("ML-KEM-1024", 1024, 1568, 1568, Primitive.ML_KEM_1024, "30820632300b06096086480165030404030382062100");

    /** Length of the shared secret in bytes, the same in every parameter set (FIPS 203 §8). */
    static final int SECRET_LENGTH = 32;

    /** What follows the coefficients in an encapsulation key: the seed of the matrix. */
    private static final int SEED_LENGTH = 32;

    private static final int MODULUS = 3329;

    private final String algorithm;
    private final int bits;
    private final int encapsulationKeyLength;
    private final int ciphertextLength;
    private final Primitive primitive;
    private final byte[] publicKeyPrefix;

    MlKem(
            String algorithm,
            int bits,
            int encapsulationKeyLength,
            int ciphertextLength,
            Primitive primitive,
            String publicKeyPrefix) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.encapsulationKeyLength = encapsulationKeyLength;
        this.ciphertextLength = ciphertextLength;
        this.primitive = primitive;
        // What stands before the raw key in its SubjectPublicKeyInfo: the form every provider reads.
        this.publicKeyPrefix = HexFormat.of().parseHex(publicKeyPrefix);
    }

    /** Name of FIPS 203 and of the JCA. */
    String algorithm() {
        return algorithm;
    }

    /** The number in the name, which counts coefficients; the nearest there is to a key size. */
    int bits() {
        return bits;
    }

    /** Length in bytes of what the side that speaks first sends. */
    int encapsulationKeyLength() {
        return encapsulationKeyLength;
    }

    /** Length in bytes of what the side that answers sends. */
    int ciphertextLength() {
        return ciphertextLength;
    }

    boolean supported(Jca jca) {
        return jca.bundled(primitive) || KeyEncapsulation.available() && jca.offers("KEM", algorithm);
    }

    /** A fresh key pair; its share is the encapsulation key, and it agrees with a ciphertext. */
    EphemeralKey generate(Jca jca, SecureRandom random) {
        return jca.bundled(primitive) ? BundledMlKem.generate(this, random) : jcaKey(jca, random);
    }

    private EphemeralKey jcaKey(Jca jca, SecureRandom random) {
        KeyPair pair = JcaAgreement.keyPair(jca, algorithm, new NamedParameterSpec(algorithm), random);
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] share = Arrays.copyOfRange(encoded, encoded.length - encapsulationKeyLength, encoded.length);
        return new OneTimeKey(share, ciphertext -> {
            requireCiphertext(ciphertext);
            try {
                return Secret.owning(KeyEncapsulation.decapsulate(algorithm, pair.getPrivate(), ciphertext));
            } catch (GeneralSecurityException failure) {
                // RFC 10024 §4.2: a ciphertext of the right length always opens, so this is our own fault.
                throw new ProviderException(algorithm + " refused a well-formed ciphertext", failure);
            }
        });
    }

    /**
     * A fresh secret for the owner of an encapsulation key; the share is the ciphertext.
     *
     * @throws InvalidKeyShareException when the bytes are no encapsulation key of this parameter set
     */
    Encapsulated encapsulate(Jca jca, SecureRandom random, byte[] encapsulationKey) throws InvalidKeyShareException {
        requireEncapsulationKey(encapsulationKey);
        return jca.bundled(primitive)
                ? BundledMlKem.encapsulate(this, random, encapsulationKey)
                : jcaEncapsulate(jca, random, encapsulationKey);
    }

    private Encapsulated jcaEncapsulate(Jca jca, SecureRandom random, byte[] encapsulationKey)
            throws InvalidKeyShareException {
        byte[] encoded = Arrays.copyOf(publicKeyPrefix, publicKeyPrefix.length + encapsulationKey.length);
        System.arraycopy(encapsulationKey, 0, encoded, publicKeyPrefix.length, encapsulationKey.length);
        try {
            PublicKey key = jca.keyFactory(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            KeyEncapsulation.Encapsulated made = KeyEncapsulation.encapsulate(algorithm, key, random);
            return new Encapsulated(made.ciphertext(), Secret.owning(made.secret()));
        } catch (InvalidKeyException refused) {
            throw new InvalidKeyShareException("not an encapsulation key of " + algorithm, refused);
        } catch (GeneralSecurityException failure) {
            throw new ProviderException("no " + algorithm + " from this Java runtime", failure);
        }
    }

    void requireCiphertext(byte[] ciphertext) throws InvalidKeyShareException {
        // RFC 10024 §4.2: the client looks at the length of the ciphertext
        if (ciphertext.length != ciphertextLength) {
            throw new InvalidKeyShareException(
                    "a ciphertext of " + algorithm + " has " + ciphertextLength + " bytes, not " + ciphertext.length);
        }
    }

    /** The type check and the modulus check that go before every encapsulation (FIPS 203 §7.2, RFC 10024 §4.2). */
    private void requireEncapsulationKey(byte[] key) throws InvalidKeyShareException {
        if (key.length != encapsulationKeyLength) {
            throw new InvalidKeyShareException("an encapsulation key of " + algorithm + " has " + encapsulationKeyLength
                    + " bytes, not " + key.length);
        }
        // Two coefficients of 12 bits lie in three bytes; each must be reduced.
        for (int i = 0; i < key.length - SEED_LENGTH; i += 3) {
            int both = key[i] & 0xff | (key[i + 1] & 0xff) << 8 | (key[i + 2] & 0xff) << 16;
            if ((both & 0xfff) >= MODULUS || both >>> 12 >= MODULUS) {
                throw new InvalidKeyShareException(
                        "an encapsulation key of " + algorithm + " has a coefficient that is not below " + MODULUS);
            }
        }
    }
}
