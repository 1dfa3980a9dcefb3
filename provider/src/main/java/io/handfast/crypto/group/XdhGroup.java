package io.handfast.crypto.group;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import io.handfast.crypto.Secret;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;

/** X25519 or X448 (RFC 7748 §5, §6; RFC 8446 §4.2.8.2, §7.4.2). */
final class XdhGroup implements NamedGroup {
    /** One of the two functions of RFC 7748. */
    enum Function {
        X25519("X25519", 255, 32, Primitive.X25519, "302a300506032b656e032100"),
        X448("X448", 448, 56, Primitive.X448, "3042300506032b656f033900");

        private final String jcaName;
        private final int bits;
        private final int length;
        private final Primitive primitive;
        private final byte[] publicKeyPrefix;

        Function(String jcaName, int bits, int length, Primitive primitive, String publicKeyPrefix) {
            this.jcaName = jcaName;
            this.bits = bits;
            this.length = length;
            this.primitive = primitive;
            // What stands before the raw key in its SubjectPublicKeyInfo (RFC 8410 §4): the form every provider reads.
            this.publicKeyPrefix = HexFormat.of().parseHex(publicKeyPrefix);
        }
    }

    private final int codePoint;
    private final String ianaName;
    private final Function function;

    XdhGroup(int codePoint, String ianaName, Function function) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.function = function;
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
        return Kind.MONTGOMERY_CURVE;
    }

    @Override
    public int bits() {
        return function.bits;
    }

    @Override
    public boolean usableIn12() {
        return true;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.bundled(function.primitive)
                || jca.offers("KeyAgreement", function.jcaName)
                || jca.offers("KeyAgreement", "XDH");
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        return jca.bundled(function.primitive) ? bundledKey(random) : jcaKey(jca, random);
    }

    private EphemeralKey bundledKey(SecureRandom random) {
        BundledStart.await();
        byte[] scalar = new byte[function.length];
        byte[] share = new byte[function.length];
        switch (function) {
            case X25519 -> {
                X25519.generatePrivateKey(random, scalar);
                X25519.generatePublicKey(scalar, 0, share, 0);
            }
            case X448 -> {
                X448.generatePrivateKey(random, scalar);
                X448.generatePublicKey(scalar, 0, share, 0);
            }
        }
        Secret secretScalar = Secret.owning(scalar);
        return new OneTimeKey(share, new OneTimeKey.PrivateHalf() {
            @Override
            public Secret agree(byte[] peerShare) throws InvalidKeyShareException {
                return bundledAgree(secretScalar, peerShare);
            }

            @Override
            public void forget() {
                secretScalar.destroy();
            }
        });
    }

    private Secret bundledAgree(Secret scalar, byte[] peerShare) throws InvalidKeyShareException {
        requireLength(peerShare);
        byte[] secret = new byte[function.length];
        boolean nonZero = switch (function) {
            case X25519 -> X25519.calculateAgreement(scalar.reveal(), 0, peerShare, 0, secret, 0);
            case X448 -> X448.calculateAgreement(scalar.reveal(), 0, peerShare, 0, secret, 0);
        };
        if (!nonZero) {
            throw allZero();
        }
        return Secret.owning(secret);
    }

    private EphemeralKey jcaKey(Jca jca, SecureRandom random) {
        KeyPair pair = JcaAgreement.keyPair(jca, function.jcaName, new NamedParameterSpec(function.jcaName), random);
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] share = Arrays.copyOfRange(encoded, encoded.length - function.length, encoded.length);
        return new OneTimeKey(share, peerShare -> {
            PublicKey peer = publicKey(jca, peerShare);
            Secret secret = JcaAgreement.agree(jca, function.jcaName, pair.getPrivate(), peer, function.length);
            if (isAllZero(secret)) {
                throw allZero();
            }
            return secret;
        });
    }

    private PublicKey publicKey(Jca jca, byte[] peerShare) throws InvalidKeyShareException {
        requireLength(peerShare);
        byte[] prefix = function.publicKeyPrefix;
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + peerShare.length);
        System.arraycopy(peerShare, 0, encoded, prefix.length, peerShare.length);
        try {
            return jca.keyFactory(function.jcaName).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException refused) {
            throw new InvalidKeyShareException("not a key share of " + ianaName, refused);
        }
    }

    private void requireLength(byte[] peerShare) throws InvalidKeyShareException {
        if (peerShare.length != function.length) {
            throw new InvalidKeyShareException(
                    "a key share of " + ianaName + " has " + function.length + " bytes, not " + peerShare.length);
        }
    }

    /** Looks at every byte, whatever it finds: the secret decides nothing but the one answer. */
    private static boolean isAllZero(Secret secret) {
        int seen = 0;
        for (byte octet : secret.reveal()) {
            seen |= octet;
        }
        return seen == 0;
    }

    private InvalidKeyShareException allZero() {
        // RFC 8446 §7.4.2 and RFC 7748 §6: a point of small order gives zero whatever our scalar is.
        return new InvalidKeyShareException("the key share of " + ianaName + " is a point of small order");
    }

    @Override
    public Set<String> constraintNames() {
        return Set.of(ianaName, function.jcaName, "XDH");
    }

    /** Always empty: the JCA has no AlgorithmParameters for these curves. */
    @Override
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
