package io.handfast.tools.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of certificate key that TLS 1.3 can authenticate with (RFC 8446 §4.2.3). */
public enum KeyKind {
    RSA("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
    RSASSA_PSS("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSAandMGF1"),
    P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
    ED25519("EdDSA", NamedParameterSpec.ED25519, "Ed25519"),
    ED448("EdDSA", NamedParameterSpec.ED448, "Ed448");

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;
    private final String signatureName;

    KeyKind(String algorithm, AlgorithmParameterSpec parameters, String signatureName) {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.signatureName = signatureName;
    }

    /** The name of the signature that an issuer with such a key puts on a certificate, as the JCA writes it. */
    String signatureName() {
        return signatureName;
    }

    /** Makes a fresh key pair of this kind. */
    public KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }
}
