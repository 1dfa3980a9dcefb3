package io.handfast.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that test certificates carry, each with the algorithm its owner signs certificates with. */
public enum KeyKind {
    RSA("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSA_1024("RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSASSA_PSS("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "RSASSA-PSS"),
    EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    EC_P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    EC_P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
    ED25519("EdDSA", NamedParameterSpec.ED25519, "Ed25519"),
    ED448("EdDSA", NamedParameterSpec.ED448, "Ed448");

    private final String keyAlgorithm;
    private final AlgorithmParameterSpec keySpec;
    private final String signatureAlgorithm;

    KeyKind(String keyAlgorithm, AlgorithmParameterSpec keySpec, String signatureAlgorithm) {
        this.keyAlgorithm = keyAlgorithm;
        this.keySpec = keySpec;
        this.signatureAlgorithm = signatureAlgorithm;
    }

    /** The standard key algorithm name: {@code RSA}, {@code RSASSA-PSS}, {@code EC} or {@code EdDSA}. */
    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(keySpec);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test platform cannot make a key of kind " + this, e);
        }
    }

    /** A signature object ready for {@code initSign}, in the given algorithm or in this kind's own. */
    Signature signature(@Nullable String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm == null ? signatureAlgorithm : algorithm);
        if (this == RSASSA_PSS || "RSASSA-PSS".equals(algorithm)) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return signature;
    }
}
