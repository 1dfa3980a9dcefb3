package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import io.handfast.crypto.Secret;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;

/**
 * A group of integers modulo a prime, given by its numbers as the DHE suites before TLS 1.3 give it (RFC 5246 §7.4.3,
 * §8.1.2; RFC 7919).
 *
 * <p>Unlike in TLS 1.3 the secret loses its leading zeros. That shows in the time it takes to be hashed; as every key here
 * serves one agreement only, nobody can ask twice.
 */
public final class FiniteFieldGroup {
    private static final String ALGORITHM = "DiffieHellman";

    /** The JDK takes primes only if their length in bits is a multiple of this. */
    private static final int USUAL_STEP = 64;

    /** The product of all odd primes below 256: what has a factor in common with it is no prime. */
    private static final BigInteger SMALL_PRIMES = smallPrimes();

    private final DHParameterSpec parameters;

    FiniteFieldGroup(DHParameterSpec parameters) {
        this.parameters = parameters;
    }

    /** The numbers of a named group of that {@linkplain NamedGroup.Kind#FINITE_FIELD kind}. */
    public static FiniteFieldGroup of(NamedGroup group) {
        if (group instanceof FfdheGroup ffdhe) {
            return new FiniteFieldGroup(ffdhe.parameters());
        }
        throw new IllegalArgumentException(group.ianaName() + " is no finite field group");
    }

    /**
     * A peer's own group, after the checks that cost nothing. A full proof that the number is prime would cost more than
     * the whole handshake; who signs a weak group gives away nothing but its own secrets.
     *
     * @throws InvalidKeyShareException when it is plainly no group
     */
    public static FiniteFieldGroup of(byte[] prime, byte[] generator) throws InvalidKeyShareException {
        BigInteger p = new BigInteger(1, prime);
        BigInteger g = new BigInteger(1, generator);
        if (!p.testBit(0) || p.bitLength() <= 8 || !p.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            throw new InvalidKeyShareException("the modulus of " + p.bitLength() + " bits is no prime");
        }
        if (!inRange(g, p)) {
            throw new InvalidKeyShareException("the generator is not between 1 and p - 1");
        }
        return new FiniteFieldGroup(new DHParameterSpec(p, g));
    }

    /** Length of the prime in bits. */
    public int bits() {
        return parameters.getP().bitLength();
    }

    /** The prime, big-endian without leading zeros. */
    public byte[] prime() {
        return unsigned(parameters.getP());
    }

    /** The generator, big-endian without leading zeros. */
    public byte[] generator() {
        return unsigned(parameters.getG());
    }

    /** The named group with these numbers, if there is one. */
    public boolean isSameAs(NamedGroup group) {
        return group instanceof FfdheGroup ffdhe
                && ffdhe.parameters().getP().equals(parameters.getP())
                && ffdhe.parameters().getG().equals(parameters.getG());
    }

    /** Whether a peer's share, big-endian, is between 1 and p - 1 (RFC 7919 §5.1). */
    public boolean contains(byte[] share) {
        return inRange(new BigInteger(1, share), parameters.getP());
    }

    /** The names under which algorithm constraints may mention a group like this. */
    public Set<String> constraintNames() {
        return Set.of("DH", ALGORITHM);
    }

    /** The numbers as algorithm constraints look at them; empty where this runtime has no such thing. */
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        try {
            AlgorithmParameters known = jca.algorithmParameters(ALGORITHM);
            known.init(parameters);
            return Optional.of(known);
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    /** A fresh key pair of the side that speaks first, the server. */
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        if (bits() % USUAL_STEP != 0 && jca.bundled(Primitive.DH_ODD_LENGTH)) {
            return BundledFiniteField.generate(parameters, random);
        }
        KeyPair pair = JcaAgreement.keyPair(jca, ALGORITHM, parameters, random);
        return new OneTimeKey(
                unsigned(((DHPublicKey) pair.getPublic()).getY()),
                peerShare -> withoutLeadingZeros(JcaAgreement.agree(
                        jca, ALGORITHM, pair.getPrivate(), publicKey(jca, peerShare), (bits() + 7) / 8)));
    }

    /**
     * The answer to a share: our own share and the common secret.
     *
     * @throws InvalidKeyShareException when the peer's share is no element of the group, or the group one that the
     *     platform cannot do
     */
    public Encapsulated encapsulate(Jca jca, SecureRandom random, byte[] peerShare) throws InvalidKeyShareException {
        EphemeralKey own;
        try {
            own = generate(jca, random);
        } catch (ProviderException refused) {
            throw new InvalidKeyShareException(
                    "this Java runtime has no use for a group of " + bits() + " bits", refused);
        }
        try {
            return new Encapsulated(own.share(), own.agree(peerShare));
        } finally {
            own.destroy();
        }
    }

    private PublicKey publicKey(Jca jca, byte[] peerShare) throws InvalidKeyShareException {
        BigInteger y = element(peerShare, parameters.getP());
        try {
            return jca.keyFactory(ALGORITHM)
                    .generatePublic(new DHPublicKeySpec(y, parameters.getP(), parameters.getG()));
        } catch (GeneralSecurityException refused) {
            throw new InvalidKeyShareException("not a key share of this group", refused);
        }
    }

    /** Reads a peer's share. */
    static BigInteger element(byte[] share, BigInteger prime) throws InvalidKeyShareException {
        BigInteger y = new BigInteger(1, share);
        // RFC 7919 §5.1: outside 1 < y < p - 1 the secret would be known to everyone.
        if (!inRange(y, prime)) {
            throw new InvalidKeyShareException("the key share is not between 1 and p - 1");
        }
        return y;
    }

    /** RFC 5246 §8.1.2: leading zero bytes of the secret are stripped. */
    private static Secret withoutLeadingZeros(Secret padded) {
        byte[] bytes = padded.reveal();
        int zeros = 0;
        while (zeros < bytes.length - 1 && bytes[zeros] == 0) {
            zeros++;
        }
        Secret stripped = Secret.owning(Arrays.copyOfRange(bytes, zeros, bytes.length));
        padded.destroy();
        return stripped;
    }

    private static boolean inRange(BigInteger value, BigInteger prime) {
        return value.compareTo(BigInteger.ONE) > 0 && value.compareTo(prime.subtract(BigInteger.ONE)) < 0;
    }

    static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static BigInteger smallPrimes() {
        BigInteger product = BigInteger.ONE;
        for (int candidate = 3; candidate < 256; candidate += 2) {
            if (BigInteger.valueOf(candidate).isProbablePrime(20)) {
                product = product.multiply(BigInteger.valueOf(candidate));
            }
        }
        return product;
    }
}
