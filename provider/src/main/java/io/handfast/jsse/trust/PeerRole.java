package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmUsage;
import io.handfast.x509.CertificateFacts;

/** The side whose certificate is looked at (RFC 5280 §4.2.1.12). */
enum PeerRole {
    SERVER(CertificateFacts.SERVER_AUTHENTICATION, AlgorithmUsage.TLS_SERVER),
    CLIENT(CertificateFacts.CLIENT_AUTHENTICATION, AlgorithmUsage.TLS_CLIENT);

    private final String purpose;
    private final AlgorithmUsage usage;

    PeerRole(String purpose, AlgorithmUsage usage) {
        this.purpose = purpose;
        this.usage = usage;
    }

    /** The extended key usage that allows this role. */
    String purpose() {
        return purpose;
    }

    AlgorithmUsage usage() {
        return usage;
    }
}
