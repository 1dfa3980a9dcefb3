/**
 * The named groups of key exchange, all in the shape of a KEM: generate, encapsulate, agree (RFC 8446 §4.2.7 and
 * §4.2.8, RFC 8422, RFC 7919, RFC 7748).
 *
 * <p>Extensions and handshake states enter. This room does not know key_share or ServerKeyExchange; a share is a byte
 * string, and a bad one is an {@link io.handfast.crypto.group.InvalidKeyShareException}.
 */
@NullMarked
package io.handfast.crypto.group;

import org.jspecify.annotations.NullMarked;
