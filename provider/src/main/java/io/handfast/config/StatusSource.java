package io.handfast.config;

import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The port to whoever has the OCSP responses that a server staples to its certificates (RFC 6066 §8, RFC 8446 §4.4.2.1).
 *
 * <p>Called never under a lock, and possibly on another thread. May wait for a responder, but no longer than the limit that
 * its owner was given: a handshake goes on without a staple rather than hang.
 */
@FunctionalInterface
public interface StatusSource {
    /** Staples nothing. */
    StatusSource NONE = (chain, count) -> List.of();

    /**
     * The responses in DER for the first certificates of a chain of ours, in its order.
     *
     * @param chain leaf first
     * @param count for how many certificates from the leaf on the client can take a response, at least 1
     * @return at most {@code count}; an empty one stands for a certificate without a response, and those after the last are
     *     without one
     */
    List<Bytes> responses(List<X509Certificate> chain, int count);
}
