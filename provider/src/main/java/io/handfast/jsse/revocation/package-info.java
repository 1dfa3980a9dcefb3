/**
 * Whether certificates have been revoked: asks OCSP responders and fetches CRLs over HTTP, keeps what they say, and judges a path
 * by it; and the other way round, gets the responses that a server staples (RFC 6960, RFC 5280 §6.3, RFC 6066 §8).
 *
 * <p>Top floor. The trust managers and the contexts enter. What an answer is worth is decided in {@code x509}; this room
 * knows the network and the policy. All waiting is bounded and under no lock; threads live for one fetch only.
 */
@NullMarked
package io.handfast.jsse.revocation;

import org.jspecify.annotations.NullMarked;
