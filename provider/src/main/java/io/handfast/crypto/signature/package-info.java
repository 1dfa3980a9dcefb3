/**
 * The signature schemes: which key fits which scheme, signing and verifying (RFC 8446 §4.2.3, RFC 5246 §4.7).
 *
 * <p>Handshake signatures and certificate checks enter. This room does not know what is signed; private keys may live in
 * a token, so the provider that signs is chosen by the key.
 */
@NullMarked
package io.handfast.crypto.signature;

import org.jspecify.annotations.NullMarked;
