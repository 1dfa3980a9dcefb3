package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keying material for use outside of TLS, in TLS 1.3 (RFC 8446 §7.5). */
public final class Exporter13 implements Exporter {
    private static final byte[] NO_CONTEXT = new byte[0];

    private final Jca jca;
    private final HashAlgorithm hash;
    private final Secret exporterMasterSecret;

    /** The exporter of one connection, which takes over the secret. */
    public Exporter13(Jca jca, HashAlgorithm hash, Secret exporterMasterSecret) {
        this.jca = jca;
        this.hash = hash;
        this.exporterMasterSecret = exporterMasterSecret;
    }

    @Override
    public Secret export(String label, byte @Nullable [] context, int length) {
        return export(jca, hash, exporterMasterSecret, label, context == null ? NO_CONTEXT : context, length);
    }

    @Override
    public Optional<Bytes> firstFinished() {
        return Optional.empty();
    }

    @Override
    public void destroy() {
        exporterMasterSecret.destroy();
    }

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
