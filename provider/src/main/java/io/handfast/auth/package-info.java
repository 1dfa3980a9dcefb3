/**
 * Who the peer is, and the proof of it: chains, handshake signatures, Finished, and the choice of our own credential
 * (RFC 8446 §4.4, RFC 5246 §7.4.2, §7.4.3, §7.4.8).
 *
 * <p>Second floor. The proof tokens have no public constructor, so that a connection cannot be opened without having
 * asked here. It knows no state and no record.
 */
@NullMarked
package io.handfast.auth;

import org.jspecify.annotations.NullMarked;
