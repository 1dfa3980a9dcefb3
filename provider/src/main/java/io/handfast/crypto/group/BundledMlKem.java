package io.handfast.crypto.group;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Secret;
import java.security.ProviderException;
import java.security.SecureRandom;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * ML-KEM by Bouncy Castle's lightweight API (FIPS 203 §7).
 *
 * <p>Apart from {@link MlKem}, so that the registry of groups comes to life without Bouncy Castle.
 */
final class BundledMlKem {
    static {
        BundledStart.await();
    }

    private BundledMlKem() {}

    static EphemeralKey generate(MlKem kem, SecureRandom random) {
        MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, parameters(kem)));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        MLKEMPrivateKeyParameters own = (MLKEMPrivateKeyParameters) pair.getPrivate();
        return new OneTimeKey(((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded(), new OneTimeKey.PrivateHalf() {
            @Override
            public Secret agree(byte[] ciphertext) throws InvalidKeyShareException {
                kem.requireCiphertext(ciphertext);
                return Secret.owning(new MLKEMExtractor(own).extractSecret(ciphertext));
            }

            @Override
            public void forget() {
                own.destroy();
            }
        });
    }

    /** For an encapsulation key that {@link MlKem} has checked. */
    static Encapsulated encapsulate(MlKem kem, SecureRandom random, byte[] encapsulationKey) {
        return taken(new MLKEMGenerator(random)
                .generateEncapsulated(new MLKEMPublicKeyParameters(parameters(kem), encapsulationKey)));
    }

    /** What Bouncy Castle has made, of which it gives out copies, so that its own goes. */
    static Encapsulated taken(SecretWithEncapsulation made) {
        Encapsulated taken = new Encapsulated(made.getEncapsulation(), Secret.owning(made.getSecret()));
        try {
            made.destroy();
        } catch (DestroyFailedException kept) {
            taken.secret().destroy();
            throw new ProviderException("Bouncy Castle does not let go of a secret", kept);
        }
        return taken;
    }

    private static MLKEMParameters parameters(MlKem kem) {
        return switch (kem) {
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
        };
    }
}
