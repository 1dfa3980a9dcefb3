package io.handfast.crypto.group;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.security.AlgorithmParameters;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A curve and ML-KEM side by side: whoever wants the secret must break both (RFC 10024 §4).
 *
 * <p>Shares and secret are the two halves' own, one after the other; which comes first differs from group to group. The
 * curve's half is made afresh even where the same ClientHello has a share of that curve alone: making one costs little
 * beside the handshake, and then each private key serves one agreement.
 */
final class HybridGroup implements NamedGroup {
    private final int codePoint;
    private final String ianaName;
    private final NamedGroup curve;
    private final int curveShareLength;
    private final MlKem mlKem;
    private final boolean mlKemFirst;

    /** @param curveShareLength length in bytes of the curve's share, the same on both sides */
    HybridGroup(
            int codePoint, String ianaName, NamedGroup curve, int curveShareLength, MlKem mlKem, boolean mlKemFirst) {
        this.codePoint = codePoint;
        this.ianaName = ianaName;
        this.curve = curve;
        this.curveShareLength = curveShareLength;
        this.mlKem = mlKem;
        this.mlKemFirst = mlKemFirst;
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
        return Kind.HYBRID;
    }

    @Override
    public int bits() {
        return mlKem.bits();
    }

    /** False: RFC 10024 §3 defines these groups for TLS 1.3 alone. */
    @Override
    public boolean usableIn12() {
        return false;
    }

    @Override
    public boolean supported(Jca jca) {
        return curve.supported(jca) && mlKem.supported(jca);
    }

    @Override
    public EphemeralKey generate(Jca jca, SecureRandom random) {
        return joined(curve.generate(jca, random), mlKem.generate(jca, random));
    }

    /** A key of both halves, which it owns. */
    EphemeralKey joined(EphemeralKey curveKey, EphemeralKey mlKemKey) {
        return new OneTimeKey(joined(curveKey.share(), mlKemKey.share()), new OneTimeKey.PrivateHalf() {
            @Override
            public Secret agree(byte[] peerShare) throws InvalidKeyShareException {
                requireLength(peerShare, mlKem.ciphertextLength());
                Secret curveSecret = curveKey.agree(curvePart(peerShare));
                try {
                    return joined(curveSecret, mlKemKey.agree(mlKemPart(peerShare)));
                } finally {
                    curveSecret.destroy();
                }
            }

            @Override
            public void forget() {
                curveKey.destroy();
                mlKemKey.destroy();
            }
        });
    }

    @Override
    public Encapsulated encapsulate(EphemeralKeys keys, byte[] peerShare) throws InvalidKeyShareException {
        requireLength(peerShare, mlKem.encapsulationKeyLength());
        Encapsulated byMlKem = mlKem.encapsulate(keys.jca(), keys.random(), mlKemPart(peerShare));
        try {
            Encapsulated byCurve = curve.encapsulate(keys, curvePart(peerShare));
            return new Encapsulated(
                    joined(byCurve.share(), byMlKem.share()), joined(byCurve.secret(), byMlKem.secret()));
        } finally {
            byMlKem.secret().destroy();
        }
    }

    private void requireLength(byte[] peerShare, int mlKemLength) throws InvalidKeyShareException {
        // RFC 10024 §4.1, §4.2: both parts have fixed lengths, so the whole has one too
        int length = curveShareLength + mlKemLength;
        if (peerShare.length != length) {
            throw new InvalidKeyShareException(
                    "this key share of " + ianaName + " must have " + length + " bytes, not " + peerShare.length);
        }
    }

    private byte[] curvePart(byte[] share) {
        int from = mlKemFirst ? share.length - curveShareLength : 0;
        return Arrays.copyOfRange(share, from, from + curveShareLength);
    }

    private byte[] mlKemPart(byte[] share) {
        int from = mlKemFirst ? 0 : curveShareLength;
        return Arrays.copyOfRange(share, from, from + share.length - curveShareLength);
    }

    private byte[] joined(byte[] ofCurve, byte[] ofMlKem) {
        byte[] first = mlKemFirst ? ofMlKem : ofCurve;
        byte[] second = mlKemFirst ? ofCurve : ofMlKem;
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    /** RFC 10024 §4.3: the secrets stand in the order of the shares; the parts are destroyed. */
    private Secret joined(Secret ofCurve, Secret ofMlKem) {
        Secret whole = Secret.owning(joined(ofCurve.reveal(), ofMlKem.reveal()));
        ofCurve.destroy();
        ofMlKem.destroy();
        return whole;
    }

    /** Not the curve's names: who disables a curve for what it is worth alone loses nothing by the whole. */
    @Override
    public Set<String> constraintNames() {
        return Set.of(ianaName, "ML-KEM", mlKem.algorithm());
    }

    /** Always empty: the JCA has no AlgorithmParameters for ML-KEM. */
    @Override
    public Optional<AlgorithmParameters> constraintParameters(Jca jca) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return ianaName;
    }
}
