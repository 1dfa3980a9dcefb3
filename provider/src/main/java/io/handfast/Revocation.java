package io.handfast;

import io.handfast.config.RevocationPolicy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much is done to learn whether a peer's certificates have been revoked (RFC 5280 §6.3, RFC 6960, RFC 6066 §8).
 *
 * <p>Followed by the trust managers of this provider. Set for one connection by {@link HandfastParameters#setRevocation}, for a
 * context by {@link HandfastContext#revocation}, for the JVM by the property {@code io.handfast.revocation}.
 */
public enum Revocation {
    /** Nothing is looked at, not even what the server staples. */
    OFF(RevocationPolicy.OFF),

    /**
     * What the server staples is looked at, and a certificate that demands a staple (RFC 7633) is refused without a good
     * one. Nobody is asked. The default.
     */
    STAPLED(RevocationPolicy.STAPLED),

    /**
     * Besides, OCSP responders and CRLs are asked. A certificate that was revoked is refused; one about which nothing can
     * be learned passes. The default where {@code com.sun.net.ssl.checkRevocation} is {@code true}.
     */
    SOFT(RevocationPolicy.SOFT),

    /** The same, but a certificate about which nothing can be learned is refused. */
    HARD(RevocationPolicy.HARD);

    private final RevocationPolicy policy;

    Revocation(RevocationPolicy policy) {
        this.policy = policy;
    }

    static @Nullable RevocationPolicy policy(@Nullable Revocation revocation) {
        return revocation == null ? null : revocation.policy;
    }

    static @Nullable Revocation of(Optional<RevocationPolicy> policy) {
        for (Revocation each : values()) {
            if (policy.equals(Optional.of(each.policy))) {
                return each;
            }
        }
        return null;
    }
}
