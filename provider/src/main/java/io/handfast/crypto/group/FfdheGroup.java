package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/** A finite field group over a safe prime (RFC 7919, RFC 8446 §4.2.8.1, §7.4.1). */
final class FfdheGroup implements NamedGroup {
    private static final String ALGORITHM = "DiffieHellman";

    private final int codePoint;
    private final String ianaName;
    private final BigInteger prime;
    private final DHParameterSpec parameters;

    /** @param exponentBits length of private exponents, at least what RFC 7919 §5.2 and Appendix A ask for */
    FfdheGroup(int codePoint, String ianaName, BigInteger prime, int exponentBits) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.prime = prime;
        this.parameters = new DHParameterSpec(prime, FfdhePrimes.GENERATOR, exponentBits);
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
    public Kind kind() {
        return Kind.FINITE_FIELD;
    }

    @Override
    public int bits() {
        return prime.bitLength();
    }

    /** False: these are no curves for ECDHE, and DHE suites choose their group by other means. */
    @Override
    public boolean usableIn12() {
        return false;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.offers("KeyAgreement", ALGORITHM);
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        KeyPair pair = JcaAgreement.keyPair(jca, ALGORITHM, parameters, random);
        byte[] share = encode(((DHPublicKey) pair.getPublic()).getY());
        return new OneTimeKey(
                share,
                peerShare -> JcaAgreement.agree(
                        jca, ALGORITHM, pair.getPrivate(), publicKey(jca, decode(peerShare)), length()));
    }

    DHParameterSpec parameters() {
        return parameters;
    }

    private int length() {
        return prime.bitLength() / 8;
    }

    /** RFC 8446 §4.2.8.1: big-endian, padded with zeros to the length of the prime. */
    private byte[] encode(BigInteger y) {
        byte[] bytes = y.toByteArray();
        int skip = bytes[0] == 0 ? 1 : 0;
        byte[] share = new byte[length()];
        System.arraycopy(bytes, skip, share, share.length - (bytes.length - skip), bytes.length - skip);
        return share;
    }

    private BigInteger decode(byte[] peerShare) throws InvalidKeyShareException {
        if (peerShare.length != length()) {
            throw new InvalidKeyShareException(
                    "a key share of " + ianaName + " has " + length() + " bytes, not " + peerShare.length);
        }
        BigInteger y = new BigInteger(1, peerShare);
        // RFC 8446 §4.2.8.1: outside 1 < y < p - 1 the secret would be known to everyone.
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
            throw new InvalidKeyShareException("the key share of " + ianaName + " is not between 1 and p - 1");
        }
        return y;
    }

    private PublicKey publicKey(Jca jca, BigInteger y) throws InvalidKeyShareException {
        try {
            return jca.keyFactory(ALGORITHM).generatePublic(new DHPublicKeySpec(y, prime, FfdhePrimes.GENERATOR));
        } catch (GeneralSecurityException refused) {
            throw new InvalidKeyShareException("not a key share of " + ianaName, refused);
        }
    }

    @Override
    public Set<String> constraintNames() {
        return Set.of(ianaName, "DH", ALGORITHM);
    }

    @Override
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        try {
            AlgorithmParameters known = jca.algorithmParameters(ALGORITHM);
            known.init(parameters);
            return Optional.of(known);
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
