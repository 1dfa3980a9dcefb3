package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * RSA signatures of TLS 1.1 and 1.0: PKCS #1 v1.5 over the MD5 and the SHA-1 of the content, without a name of the hash in
 * between (RFC 4346 §4.7, §7.4.3). It goes without saying there, so it has no code point.
 */
final class RsaMd5Sha1Scheme implements SignatureScheme {
    /** Signs what it is given, without hashing it and without saying what hash it is. */
    private static final String JCA_NAME = "NONEwithRSA";

    private static final int NO_CODE_POINT = -1;

    /** Both hashes, and at least 11 bytes of padding. */
    private static final int LEAST_MODULUS_LENGTH = 36 + 11;

    @Override
    public int codePoint() {
        return NO_CODE_POINT;
    }

    @Override
    public String ianaName() {
        return "rsa_pkcs1_md5_sha1";
    }

    @Override
    public String keyAlgorithm() {
        return "RSA";
    }

    @Override
    public Optional<HashAlgorithm> hash() {
        return Optional.empty();
    }

    @Override
    public String jcaName() {
        return JCA_NAME;
    }

    @Override
    public boolean usableIn13() {
        return false;
    }

    @Override
    public boolean legacy() {
        return true;
    }

    @Override
    public boolean supported(Jca jca) {
        // The platform makes the signature of any RSA cipher.
        return true;
    }

    @Override
    public boolean fits(PublicKey key, boolean tls13) {
        return !tls13
                && key instanceof RSAPublicKey rsaKey
                && key.getAlgorithm().equals("RSA")
                && (rsaKey.getModulus().bitLength() + 7) / 8 >= LEAST_MODULUS_LENGTH;
    }

    @Override
    public byte[] sign(Jca jca, PrivateKey key, SecureRandom random, byte[] content) throws GeneralSecurityException {
        return JcaSignature.sign(jca, JCA_NAME, null, key, random, bothHashes(jca, content));
    }

    @Override
    public boolean verify(Jca jca, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        return JcaSignature.verify(jca, JCA_NAME, null, key, bothHashes(jca, content), signature);
    }

    private static byte[] bothHashes(Jca jca, byte[] content) {
        byte[] both = new byte[HashAlgorithm.MD5.length() + HashAlgorithm.SHA1.length()];
        byte[] md5 = jca.digest(HashAlgorithm.MD5).digest(content);
        byte[] sha1 = jca.digest(HashAlgorithm.SHA1).digest(content);
        System.arraycopy(md5, 0, both, 0, md5.length);
        System.arraycopy(sha1, 0, both, md5.length, sha1.length);
        return both;
    }

    @Override
    public Set<String> constraintNames() {
        return Set.of(ianaName(), "MD5andSHA1withRSA", "RSA", "MD5", "SHA1", "SHA-1");
    }

    @Override
    public String toString() {
        return ianaName();
    }
}
