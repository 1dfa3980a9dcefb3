/**
 * Block ciphers in CBC mode with an HMAC, for TLS 1.2 and below (RFC 5246 §6.2.3.2).
 *
 * <p>The record layer enters. This room encrypts, decrypts, and checks MAC and padding in constant time; which of the two
 * comes first, and what the MAC covers besides the content, is the caller's to say.
 */
@NullMarked
package io.handfast.crypto.cbc;

import org.jspecify.annotations.NullMarked;
