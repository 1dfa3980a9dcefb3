package io.handfast.config;

import java.util.Locale;
import java.util.Optional;

/** What an algorithm is about to be used for, as the {@code usage} constraint of the platform's properties names it. */
public enum AlgorithmUsage {
    /** The chain of a TLS server. */
    TLS_SERVER("TLSServer"),
    /** The chain of a TLS client. */
    TLS_CLIENT("TLSClient"),
    /** Signed archives: never our business, but entries may say so. */
    SIGNED_JAR("SignedJAR"),
    /** A signature made in the handshake: CertificateVerify or ServerKeyExchange. */
    HANDSHAKE_SIGNATURE("HandshakeSignature"),
    /** A signature under a certificate. */
    CERTIFICATE_SIGNATURE("CertificateSignature");

    private final String propertyName;

    AlgorithmUsage(String propertyName) {
        this.propertyName = propertyName;
    }

    static Optional<AlgorithmUsage> named(String name) {
        for (AlgorithmUsage usage : values()) {
            if (usage.propertyName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(usage);
            }
        }
        return Optional.empty();
    }
}
