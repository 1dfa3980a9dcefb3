package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Diffie-Hellman through the JCA, the same for every kind of group (RFC 8446 §7.4). */
final class JcaAgreement {
    private JcaAgreement() {}

    static KeyPair keyPair(Jca jca, String algorithm, AlgorithmParameterSpec parameters, SecureRandom random) {
        try {
            KeyPairGenerator generator = jca.keyPairGenerator(algorithm);
            generator.initialize(parameters, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new ProviderException("no key pair for " + algorithm + " from this Java runtime", failure);
        }
    }

    /**
     * The common secret, left-padded with zeros to {@code length} bytes.
     *
     * @throws InvalidKeyShareException when the provider finds fault with the peer's key
     */
    static Secret agree(Jca jca, String algorithm, PrivateKey own, PublicKey peer, int length)
            throws InvalidKeyShareException {
        KeyAgreement agreement;
        try {
            agreement = jca.keyAgreement(algorithm);
            agreement.init(own);
        } catch (GeneralSecurityException failure) {
            throw new ProviderException(algorithm + " refused its own key", failure);
        }
        try {
            agreement.doPhase(peer, true);
            return Secret.owning(padded(agreement.generateSecret(), length));
        } catch (InvalidKeyException | IllegalStateException refused) {
            throw new InvalidKeyShareException(algorithm + " refused the peer's key share", refused);
        }
    }

    /** RFC 8446 §7.4.1: the secret of a finite field is as long as the prime; some providers strip leading zeros. */
    static byte[] padded(byte[] secret, int length) {
        if (secret.length == length) {
            return secret;
        }
        byte[] out = new byte[length];
        System.arraycopy(secret, 0, out, length - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return out;
    }
}
