/**
 * The provider against other people's TLS: OpenSSL, BoringSSL, GnuTLS, Node.js, nginx, the JDK's own stack and Bouncy Castle's (RFC 8446, RFC 5246).
 *
 * <p>Everything here is written against the standard API, as a user's program would be. Peers are real: processes on
 * loopback, or engines in memory. What a peer says of a handshake is believed more than what we say ourselves.
 */
@NullMarked
package io.handfast.interop;

import org.jspecify.annotations.NullMarked;
