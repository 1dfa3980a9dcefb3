package io.handfast.keyschedule;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;

/** A key agreed outside of TLS, made fit for one protocol and one hash (RFC 9258 §4.1). */
public final class ImportedPsk {
    private ImportedPsk() {}

    /**
     * The imported key.
     *
     * @param hkdf of the hash that goes with the external key
     * @param externalKey stays the caller's
     * @param identityHash the hash of the ImportedIdentity
     * @param length of the output of the hash that it is imported for
     */
    public static Secret of(Hkdf hkdf, Secret externalKey, byte[] identityHash, int length) {
        Secret extracted = hkdf.extract(Secret.zeros(hkdf.hash().length()), externalKey);
        Secret imported = ExpandLabel.expandLabel(hkdf, extracted, Label.IMPORTED_PSK.encoded(), identityHash, length);
        extracted.destroy();
        return imported;
    }
}
