package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;

/** Keying material for use outside of TLS, in TLS 1.3 (RFC 8446 §7.5). */
public final class Exporter13 {
    private Exporter13() {}

    /**
     * TLS-Exporter(label, context_value, key_length).
     *
     * @param exporterMasterSecret exporter_master_secret or early_exporter_master_secret; stays the caller's
     * @param label 1 to 249 ASCII characters
     * @param context any bytes; no context is the same as an empty one
     * @param length bytes wanted, at most 255 times the hash's length
     * @throws IllegalArgumentException when label or length is outside its bounds
     */
    public static Secret export(
            Jca jca, HashAlgorithm hash, Secret exporterMasterSecret, String label, byte[] context, int length) {
        Hkdf hkdf = new Hkdf(jca, hash);
        Secret derived = ExpandLabel.deriveSecret(hkdf, exporterMasterSecret, Label.encode(label));
        byte[] contextHash = jca.digest(hash).digest(context);
        Secret exported = ExpandLabel.expandLabel(hkdf, derived, Label.EXPORTER.encoded(), contextHash, length);
        derived.destroy();
        return exported;
    }
}
