package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.util.Optional;
import java.util.Set;

/** Ed25519 or Ed448, pure (RFC 8446 §4.2.3, RFC 8032 §5.1, §5.2). */
final class EdDsaScheme implements SignatureScheme {
    private final int codePoint;
    private final String ianaName;
    private final BundledEdDsa function;
    private final String jcaName;

    EdDsaScheme(int codePoint, String ianaName, BundledEdDsa function) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.function = function;
        this.jcaName = function.jcaName();
    }

    @Override
    public int codePoint() {
        return codePoint;
    }

    @Override
    public String ianaName() {
        return ianaName;
    }

    @Override
    public String keyAlgorithm() {
        return "EdDSA";
    }

    @Override
    public Optional<HashAlgorithm> hash() {
        return Optional.empty();
    }

    @Override
    public String jcaName() {
        return jcaName;
    }

    @Override
    public boolean usableIn13() {
        return true;
    }

    @Override
    public boolean legacy() {
        return false;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.offers("Signature", jcaName);
    }

    @Override
    public boolean fits(PublicKey key, boolean tls13) {
        // Providers name the algorithm after the curve or after the family; in the second case the key knows its curve.
        return key instanceof EdECPublicKey edKey
                ? edKey.getParams().getName().equalsIgnoreCase(jcaName)
                : key.getAlgorithm().equalsIgnoreCase(jcaName);
    }

    @Override
    public byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException {
        Optional<byte[]> bytes = jca.bundled(function.signing()) ? function.privateBytes(key) : Optional.empty();
        return bytes.isPresent()
                ? function.sign(bytes.get(), content)
                : JcaSignature.sign(jca, jcaName, null, key, random, content);
    }

    @Override
    public boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        // RFC 8032 §5.1.7: the JDK would accept one stray byte at the end.
        if (signature.length != function.signatureLength()) {
            return false;
        }
        Optional<byte[]> bytes = jca.bundled(function.verifying()) ? function.publicBytes(key) : Optional.empty();
        return bytes.isPresent()
                ? function.verify(bytes.get(), content, signature)
                : JcaSignature.verify(jca, jcaName, null, key, content, signature);
    }

    @Override
    public Set<String> constraintNames() {
        return Set.of(ianaName, jcaName, "EdDSA");
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
