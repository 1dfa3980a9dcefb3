package io.handfast.crypto.signature;

import io.handfast.crypto.BundledCurve;
import io.handfast.crypto.BundledStart;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.NistCurve;
import io.handfast.crypto.Primitive;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Optional;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA in Bouncy Castle's own arithmetic, for keys that show their numbers (RFC 8422 §5.10, RFC 6979). */
final class BundledEcdsa {
    static {
        BundledStart.await();
    }

    private static final KnownKeys SECP256R1_KEYS = new KnownKeys();
    private static final KnownKeys SECP384R1_KEYS = new KnownKeys();
    private static final KnownKeys SECP521R1_KEYS = new KnownKeys();

    private BundledEcdsa() {}

    /** The curve to sign on with this key, or empty when the JCA has to: an opaque key, another curve, another choice. */
    static Optional<NistCurve> signingCurve(Jca jca, PrivateKey key) {
        Optional<NistCurve> curve =
                key instanceof ECPrivateKey ecKey && ecKey.getS() != null ? NistCurve.of(ecKey) : Optional.empty();
        return curve.isPresent() && jca.bundled(signing(curve.get())) ? curve : Optional.empty();
    }

    /** The curve to verify on with this key, or empty when the JCA has to. */
    static Optional<NistCurve> verifyingCurve(Jca jca, PublicKey key) {
        Optional<NistCurve> curve = key instanceof ECPublicKey ecKey ? NistCurve.of(ecKey) : Optional.empty();
        return curve.isPresent() && jca.bundled(verifying(curve.get())) ? curve : Optional.empty();
    }

    static byte[] sign(
            Jca jca, NistCurve curve, BigInteger scalar, HashAlgorithm hash, SecureRandom random, byte[] digest)
            throws SignatureException {
        ECDSASigner signer = new ECDSASigner(new HedgedNonce(jca, hash, random));
        signer.init(
                true, new ECPrivateKeyParameters(scalar, BundledCurve.of(curve).domain()));
        BigInteger[] pair = signer.generateSignature(digest);
        try {
            return StandardDSAEncoding.INSTANCE.encode(signer.getOrder(), pair[0], pair[1]);
        } catch (IOException impossible) {
            throw new SignatureException("the signature could not be encoded", impossible);
        }
    }

    static boolean verify(NistCurve curve, ECPoint point, byte[] digest, byte[] signature) {
        KnownKeys known = knownKeys(curve);
        ECPublicKeyParameters key = known.find(point);
        boolean fresh = key == null;
        ECPoint checked = point;
        if (key == null) {
            try {
                checked = curve.decode(curve.encode(point));
            } catch (IllegalArgumentException notAPoint) {
                // A key that is not on its curve verifies nothing.
                return false;
            }
            BundledCurve bundled = BundledCurve.of(curve);
            key = new ECPublicKeyParameters(bundled.point(checked), bundled.domain());
        }
        BigInteger[] pair;
        try {
            pair = StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
        } catch (IOException | RuntimeException malformed) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        boolean valid = verifier.verifySignature(digest, pair[0], pair[1]);
        // Only who holds a private key may put one here: forged signatures displace nobody's.
        if (valid && fresh) {
            known.keep(checked, key);
        }
        return valid;
    }

    /** The keys of this curve that are known to everybody. */
    static KnownKeys knownKeys(NistCurve curve) {
        return switch (curve) {
            case SECP256R1 -> SECP256R1_KEYS;
            case SECP384R1 -> SECP384R1_KEYS;
            case SECP521R1 -> SECP521R1_KEYS;
        };
    }

    private static Primitive signing(NistCurve curve) {
        return switch (curve) {
            case SECP256R1 -> Primitive.ECDSA_SIGN_SECP256R1;
            case SECP384R1 -> Primitive.ECDSA_SIGN_SECP384R1;
            case SECP521R1 -> Primitive.ECDSA_SIGN_SECP521R1;
        };
    }

    private static Primitive verifying(NistCurve curve) {
        return switch (curve) {
            case SECP256R1 -> Primitive.ECDSA_VERIFY_SECP256R1;
            case SECP384R1 -> Primitive.ECDSA_VERIFY_SECP384R1;
            case SECP521R1 -> Primitive.ECDSA_VERIFY_SECP521R1;
        };
    }

    /**
     * The nonce of a signature, derived from key, content and fresh randomness (RFC 6979 §3.6).
     *
     * <p>Weak randomness then falls back to the deterministic nonce, which is safe, and a fault injected into one of two
     * signatures over the same content does not reveal the key.
     */
    private static final class HedgedNonce extends HMacDSAKCalculator {
        private final byte[] additional = new byte[32];

        HedgedNonce(Jca jca, HashAlgorithm hash, SecureRandom random) {
            super(new JcaDigest(jca, strong(hash)));
            random.nextBytes(additional);
        }

        /** The nonce is as good as its hash, so a weak scheme's nonce comes from a better one. */
        private static HashAlgorithm strong(HashAlgorithm hash) {
            return switch (hash) {
                case MD5, SHA1, SHA224, SHA256 -> HashAlgorithm.SHA256;
                case SHA384, SHA512 -> HashAlgorithm.SHA512;
            };
        }

        @Override
        protected void initAdditionalInput0(HMac hmac) {
            hmac.update(additional, 0, additional.length);
        }

        @Override
        protected void initAdditionalInput1(HMac hmac) {
            hmac.update(additional, 0, additional.length);
        }
    }
}
