package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.NistCurve;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ECDSA with a hash, in TLS 1.3 also with a curve (RFC 8446 §4.2.3, RFC 8422 §5.4). */
final class EcdsaScheme implements SignatureScheme {
    private final int codePoint;
    private final String ianaName;
    private final @Nullable NistCurve curve;
    private final HashAlgorithm hash;

    /** @param curve the curve TLS 1.3 ties to the scheme; null for one that TLS 1.3 does not know */
    EcdsaScheme(int codePoint, String ianaName, @Nullable NistCurve curve, HashAlgorithm hash) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.curve = curve;
        this.hash = hash;
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
        return "EC";
    }

    @Override
    public Optional<HashAlgorithm> hash() {
        return Optional.of(hash);
    }

    @Override
    public String jcaName() {
        return hash.shortName() + "withECDSA";
    }

    @Override
    public boolean usableIn13() {
        return curve != null;
    }

    @Override
    public boolean legacy() {
        return curve == null;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.offers("Signature", jcaName());
    }

    @Override
    public boolean fits(PublicKey key, boolean tls13) {
        if (!(key instanceof ECPublicKey ecKey)) {
            return false;
        }
        return !tls13 || (curve != null && curve.holds(ecKey));
    }

    @Override
    public byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException {
        Optional<NistCurve> bundled = BundledEcdsa.signingCurve(jca, key);
        if (bundled.isPresent() && key instanceof ECPrivateKey ecKey) {
            return BundledEcdsa.sign(jca, bundled.get(), ecKey.getS(), hash, random, digest(jca, content));
        }
        return JcaSignature.sign(jca, jcaName(), null, key, random, content);
    }

    @Override
    public boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        Optional<NistCurve> bundled = BundledEcdsa.verifyingCurve(jca, key);
        if (bundled.isPresent() && key instanceof ECPublicKey ecKey) {
            return BundledEcdsa.verify(bundled.get(), ecKey.getW(), digest(jca, content), signature);
        }
        return JcaSignature.verify(jca, jcaName(), null, key, content, signature);
    }

    private byte[] digest(Jca jca, byte[] content) {
        return jca.hash(hash, digest -> digest.update(content));
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(hash.constraintNames());
        names.addAll(Set.of(ianaName, jcaName(), "ECDSA", "EC"));
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
