package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** RSASSA-PKCS1-v1_5 with a hash: TLS 1.2 handshakes, and certificates in any version (RFC 8446 §4.2.3). */
final class RsaPkcs1Scheme implements SignatureScheme {
    /** What PKCS #1 v1.5 adds to the hash: 19 bytes of DigestInfo for the SHA family and at least 11 of padding. */
    private static final int OVERHEAD = 19 + 11;

    private final int codePoint;
    private final String ianaName;
    private final HashAlgorithm hash;

    RsaPkcs1Scheme(int codePoint, String ianaName, HashAlgorithm hash) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
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
        return "RSA";
    }

    @Override
    public Optional<HashAlgorithm> hash() {
        return Optional.of(hash);
    }

    @Override
    public String jcaName() {
        return hash.shortName() + "withRSA";
    }

    @Override
    public boolean usableIn13() {
        // RFC 8446 §4.2.3: PKCS #1 v1.5 appears in certificates only, never in a 1.3 handshake.
        return false;
    }

    @Override
    public boolean legacy() {
        return hash == HashAlgorithm.SHA1;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.offers("Signature", jcaName());
    }

    @Override
    public boolean fits(PublicKey key, boolean tls13) {
        return !tls13
                && key instanceof RSAPublicKey rsaKey
                && key.getAlgorithm().equals("RSA")
                && (rsaKey.getModulus().bitLength() + 7) / 8 >= hash.length() + OVERHEAD;
    }

    @Override
    public byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException {
        return JcaSignature.sign(jca, jcaName(), null, key, random, content);
    }

    @Override
    public boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        return JcaSignature.verify(jca, jcaName(), null, key, content, signature);
    }

    @Override
    public Set<String> constraintNames() {
        Set<String> names = new HashSet<>(hash.constraintNames());
        names.addAll(Set.of(ianaName, jcaName(), "RSA"));
        return Set.copyOf(names);
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
