package io.handfast.keyschedule;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;

/** The pre-shared key that belongs to a ticket (RFC 8446 §4.6.1). */
public final class ResumptionPsk {
    private ResumptionPsk() {}

    /** The key for the ticket with this nonce, 0 to 255 bytes; the resumption_master_secret stays the caller's. */
    public static Secret of(Hkdf hkdf, Secret resumptionMasterSecret, byte[] ticketNonce) {
        return ExpandLabel.expandLabel(
                hkdf,
                resumptionMasterSecret,
                Label.RESUMPTION.encoded(),
                ticketNonce,
                hkdf.hash().length());
    }
}
