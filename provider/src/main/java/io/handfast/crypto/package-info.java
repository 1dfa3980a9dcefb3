/**
 * The primitives every other room of cryptography stands on: look-up of algorithms, secrets, hashes, HMAC, HKDF (RFC 5869)
 * and RSA key transport (RFC 5246 §7.4.7.1).
 *
 * <p>Every floor above may enter. This room knows no TLS message, no alert and no configuration; its faults are
 * {@code java.security} exceptions, and the caller chooses the alert. {@link io.handfast.crypto.Jca} is the only class of
 * the whole provider that asks the JCA for an algorithm.
 */
@NullMarked
package io.handfast.crypto;

import org.jspecify.annotations.NullMarked;
