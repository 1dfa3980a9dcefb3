package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** RSASSA-PSS with salt and mask hash tied to the hash, for plain RSA keys or for PSS keys (RFC 8446 §4.2.3). */
final class RsaPssScheme implements SignatureScheme {
    private static final String JCA_NAME = "RSASSA-PSS";

    private final int codePoint;
    private final String ianaName;
    private final String keyAlgorithm;
    private final HashAlgorithm hash;
    private final PSSParameterSpec parameters;

    /** @param keyAlgorithm {@code RSA} for rsa_pss_rsae, {@code RSASSA-PSS} for rsa_pss_pss */
    RsaPssScheme(int codePoint, String ianaName, String keyAlgorithm, HashAlgorithm hash) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.keyAlgorithm = keyAlgorithm;
        this.hash = hash;
        // RFC 8446 §4.2.3: the salt is as long as the digest, and MGF1 uses the same digest.
        this.parameters = new PSSParameterSpec(
                hash.digestName(),
                "MGF1",
                new MGF1ParameterSpec(hash.digestName()),
                hash.length(),
                PSSParameterSpec.TRAILER_FIELD_BC);
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
        return keyAlgorithm;
    }

    @Override
    public Optional<HashAlgorithm> hash() {
        return Optional.of(hash);
    }

    @Override
    public String jcaName() {
        return JCA_NAME;
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
        return jca.offers("Signature", JCA_NAME);
    }

    @Override
    public boolean fits(PublicKey key, boolean tls13) {
        if (!(key instanceof RSAPublicKey rsaKey) || !key.getAlgorithm().equals(keyAlgorithm)) {
            return false;
        }
        // RFC 8017 §9.1.1: the encoded message is one bit shorter than the modulus and holds hash, salt and two bytes.
        int encodedLength = (rsaKey.getModulus().bitLength() - 1 + 7) / 8;
        return encodedLength >= 2 * hash.length() + 2 && allows(rsaKey.getParams());
    }

    /** Whether the parameters a PSS key is tied to, if any, allow this scheme. */
    private boolean allows(AlgorithmParameterSpec tied) {
        if (!(tied instanceof PSSParameterSpec pss)) {
            return true;
        }
        // RFC 4055 §3.3: hash and mask must be the key's; its salt length is a minimum.
        return sameDigest(pss.getDigestAlgorithm())
                && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                && sameDigest(mask.getDigestAlgorithm())
                && pss.getSaltLength() <= hash.length();
    }

    private boolean sameDigest(String name) {
        return name.equalsIgnoreCase(hash.digestName()) || name.equalsIgnoreCase(hash.shortName());
    }

    @Override
    public byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException {
        return JcaSignature.sign(jca, JCA_NAME, parameters, key, random, content);
    }

    @Override
    public boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        return JcaSignature.verify(jca, JCA_NAME, parameters, key, content, signature);
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(hash.constraintNames());
        names.addAll(Set.of(ianaName, JCA_NAME, "RSA", hash.shortName() + "withRSA", "MGF1"));
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
