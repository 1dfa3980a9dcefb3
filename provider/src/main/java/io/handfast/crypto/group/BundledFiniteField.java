package io.handfast.crypto.group;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import javax.crypto.spec.DHParameterSpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.DHBasicAgreement;
import org.bouncycastle.crypto.generators.DHBasicKeyPairGenerator;
import org.bouncycastle.crypto.params.DHKeyGenerationParameters;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.crypto.params.DHPublicKeyParameters;

/** Diffie-Hellman modulo a prime of any length, by Bouncy Castle's lightweight API (RFC 5246 §8.1.2). */
final class BundledFiniteField {
    static {
        BundledStart.await();
    }

    /** The shortest private exponent in bits, as in the JDK. */
    private static final int LEAST_EXPONENT_BITS = 384;

    private BundledFiniteField() {}

    static EphemeralKey generate(DHParameterSpec group, SecureRandom random) {
        BigInteger prime = group.getP();
        // What is known of the group is only what the server signed, so the exponent is as long as the JDK makes it:
        // half as long as the prime, far more than a safe prime asks for (RFC 7919 §5.2).
        int exponentBits = Math.max(LEAST_EXPONENT_BITS, prime.bitLength() / 2);
        DHParameters parameters = new DHParameters(prime, group.getG(), null, exponentBits);
        DHBasicKeyPairGenerator generator = new DHBasicKeyPairGenerator();
        generator.init(new DHKeyGenerationParameters(random, parameters));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new OneTimeKey(
                FiniteFieldGroup.unsigned(((DHPublicKeyParameters) pair.getPublic()).getY()),
                peerShare -> agree(pair, parameters, peerShare));
    }

    /** The common secret, which as a number has no leading zeros. */
    private static Secret agree(AsymmetricCipherKeyPair pair, DHParameters parameters, byte[] peerShare)
            throws InvalidKeyShareException {
        BigInteger element = FiniteFieldGroup.element(peerShare, parameters.getP());
        try {
            DHBasicAgreement agreement = new DHBasicAgreement();
            agreement.init(pair.getPrivate());
            return Secret.owning(FiniteFieldGroup.unsigned(
                    agreement.calculateAgreement(new DHPublicKeyParameters(element, parameters))));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw new InvalidKeyShareException("not a key share of this group", refused);
        }
    }
}
