package io.handfast.crypto.signature;

import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/** Signing and verifying through the JCA, where the key chooses the provider (RFC 8446 §4.2.3). */
final class JcaSignature {
    private JcaSignature() {}

    static byte[] sign(
            Jca jca,
            String algorithm,
            @Nullable AlgorithmParameterSpec parameters,
            PrivateKey key,
            SecureRandom random,
            byte[] content)
            throws GeneralSecurityException {
        Signature signature = jca.signature(algorithm);
        // The key comes first: before it is known there is no provider that could take the parameters.
        signature.initSign(key, random);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.update(content);
        return signature.sign();
    }

    static boolean verify(
            Jca jca,
            String algorithm,
            @Nullable AlgorithmParameterSpec parameters,
            PublicKey key,
            byte[] content,
            byte[] signed)
            throws GeneralSecurityException {
        Signature signature = jca.signature(algorithm);
        signature.initVerify(key);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.update(content);
        try {
            return signature.verify(signed);
        } catch (SignatureException unreadable) {
            // Providers differ on whether a malformed signature is false or an exception; here it is false.
            return false;
        }
    }
}
