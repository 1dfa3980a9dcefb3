package io.handfast.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How revocation is looked up, as the properties say (RFC 6960, RFC 5280 §6.3).
 *
 * @param policy what {@code io.handfast.revocation} says; empty if it is not set
 * @param enabled whether {@code com.sun.net.ssl.checkRevocation} asks for it
 * @param ocspTimeout how long one certificate may wait for OCSP responders, more than zero
 * @param crlTimeout how long it may wait for a CRL, more than zero
 * @param clockSkew by how much the clocks of responders may differ from ours
 * @param nonce whether questions have a nonce, so that the answer is a fresh one
 * @param responder whom to ask in place of the responders that certificates name
 */
public record RevocationOptions(
        Optional<RevocationPolicy> policy,
        boolean enabled,
        Duration ocspTimeout,
        Duration crlTimeout,
        Duration clockSkew,
        boolean nonce,
        Optional<String> responder) {
    /** The policy where nobody chose one for the connection. */
    public RevocationPolicy defaultPolicy() {
        return policy.orElse(enabled ? RevocationPolicy.SOFT : RevocationPolicy.STAPLED);
    }
}
