package io.handfast.x509;

import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The bits of the key usage extension, in their order (RFC 5280 §4.2.1.3). */
public enum KeyUsage {
    DIGITAL_SIGNATURE(0),
    NON_REPUDIATION(1),
    KEY_ENCIPHERMENT(2),
    DATA_ENCIPHERMENT(3),
    KEY_AGREEMENT(4),
    KEY_CERT_SIGN(5),
    CRL_SIGN(6),
    ENCIPHER_ONLY(7),
    DECIPHER_ONLY(8);

    private final int bit;

    KeyUsage(int bit) {
        this.bit = bit;
    }

    /** The bits that are set; empty when the extension is missing. */
    static Optional<Set<KeyUsage>> of(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        if (bits == null) {
            return Optional.empty();
        }
        Set<KeyUsage> usages = EnumSet.noneOf(KeyUsage.class);
        for (KeyUsage usage : values()) {
            if (usage.bit < bits.length && bits[usage.bit]) {
                usages.add(usage);
            }
        }
        return Optional.of(Set.copyOf(usages));
    }
}
