package io.handfast.crypto.group;

import io.handfast.crypto.BundledCurve;
import io.handfast.crypto.Jca;
import io.handfast.crypto.NistCurve;
import io.handfast.crypto.Primitive;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import java.util.Set;

/** ECDH on a NIST curve with uncompressed points (RFC 8446 §4.2.8.2, §7.4.2; RFC 8422 §5.1.1). */
final class EcGroup implements NamedGroup {
    private final int codePoint;
    private final NistCurve curve;
    private final Primitive primitive;

    EcGroup(int codePoint, NistCurve curve, Primitive primitive) {
        this.codePoint = codePoint;
        this.curve = curve;
        this.primitive = primitive;
    }

    @Override
    public int codePoint() {
        return codePoint;
    }

    @Override
    public String ianaName() {
        return curve.jcaName();
    }

    @Override
    public Kind kind() {
        return Kind.ELLIPTIC_CURVE;
    }

    @Override
    public int bits() {
        return curve.bits();
    }

    @Override
    public boolean usableIn12() {
        return true;
    }

    @Override
    public boolean supported(Jca jca) {
        return jca.bundled(primitive) || jca.offers("KeyAgreement", "ECDH");
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        return jca.bundled(primitive) ? bundledKey(random) : jcaKey(jca, random);
    }

    private EphemeralKey bundledKey(SecureRandom random) {
        BundledCurve bundled = BundledCurve.of(curve);
        BigInteger scalar = bundled.randomScalar(random);
        byte[] share = bundled.publicPoint(scalar);
        return new OneTimeKey(share, peerShare -> bundled.agree(scalar, decode(peerShare)));
    }

    private EphemeralKey jcaKey(Jca jca, SecureRandom random) {
        KeyPair pair = JcaAgreement.keyPair(jca, "EC", new ECGenParameterSpec(curve.jcaName()), random);
        ECPublicKey own = (ECPublicKey) pair.getPublic();
        return new OneTimeKey(curve.encode(own.getW()), peerShare -> {
            // The parameters of our own key are in the provider's own form, which spares it a search.
            PublicKey peer = publicKey(jca, decode(peerShare), own.getParams());
            return JcaAgreement.agree(jca, "ECDH", pair.getPrivate(), peer, curve.coordinateLength());
        });
    }

    /** RFC 8446 §4.2.8.2: a peer's point is checked to be a point of the curve before any use. */
    private ECPoint decode(byte[] peerShare) throws InvalidKeyShareException {
        try {
            return curve.decode(peerShare);
        } catch (IllegalArgumentException notAPoint) {
            throw new InvalidKeyShareException("the key share is " + notAPoint.getMessage(), notAPoint);
        }
    }

    private PublicKey publicKey(Jca jca, ECPoint point, ECParameterSpec parameters) throws InvalidKeyShareException {
        try {
            return jca.keyFactory("EC").generatePublic(new ECPublicKeySpec(point, parameters));
        } catch (GeneralSecurityException refused) {
            throw new InvalidKeyShareException("not a key share of " + curve.jcaName(), refused);
        }
    }

    @Override
    public Set<String> constraintNames() {
        // Not "ECDH": in the constraints of TLS that is the key exchange with a certified, static share.
        return Set.of(curve.jcaName(), "EC");
    }

    @Override
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        try {
            AlgorithmParameters parameters = jca.algorithmParameters("EC");
            parameters.init(new ECGenParameterSpec(curve.jcaName()));
            return Optional.of(parameters);
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return curve.jcaName();
    }
}
