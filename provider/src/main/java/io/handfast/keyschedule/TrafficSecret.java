package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;

/**
 * A traffic secret of one direction, with what may be made of it: key, IV, Finished and its successor (RFC 8446 §7.2,
 * §7.3, §4.4.4). Not thread-safe.
 */
public final class TrafficSecret {
    private static final int IV_LENGTH = 12;

    private final Hkdf hkdf;
    private final Secret secret;

    TrafficSecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** A traffic secret that was kept for a while; it stays the same object, and is owned here from now on. */
    public static TrafficSecret of(Jca jca, HashAlgorithm hash, Secret secret) {
        return new TrafficSecret(new Hkdf(jca, hash), secret);
    }

    public HashAlgorithm hash() {
        return hkdf.hash();
    }

    /** The key of the record protection, of the length in bytes that the AEAD takes. */
    public Secret writeKey(int length) {
        return ExpandLabel.expandLabel(hkdf, secret, Label.KEY, length);
    }

    /** The IV of the record protection, of the length in bytes that the AEAD takes. */
    public Secret writeIv(int length) {
        return ExpandLabel.expandLabel(hkdf, secret, Label.IV, length);
    }

    /** The IV of the record protection, 12 bytes as every AEAD of TLS 1.3 takes it. */
    public Secret writeIv() {
        return writeIv(IV_LENGTH);
    }

    /** The verify_data of a Finished sent in this direction, over a transcript hash. */
    public byte[] verifyData(byte[] transcriptHash) {
        Secret finishedKey = ExpandLabel.expandLabel(hkdf, secret, Label.FINISHED, hash().length());
        byte[] verifyData = hkdf.hmac().key(finishedKey).update(transcriptHash).doFinal();
        finishedKey.destroy();
        return verifyData;
    }

    /** The secret after a KeyUpdate; destroys this one. */
    public TrafficSecret next() {
        Secret next = ExpandLabel.expandLabel(hkdf, secret, Label.TRAFFIC_UPDATE, hash().length());
        secret.destroy();
        return new TrafficSecret(hkdf, next);
    }

    /** The bytes themselves, still owned here; for the key log, and for whoever keeps them until keys move forward. */
    public Secret secret() {
        return secret;
    }

    public void destroy() {
        secret.destroy();
    }
}
