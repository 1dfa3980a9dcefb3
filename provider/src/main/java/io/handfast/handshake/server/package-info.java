/**
 * The server's way in: the first ClientHello and the fork between versions (RFC 8446 §4.1.2, §4.2.1, §A.2).
 *
 * <p>Third floor. Only the connection enters. It knows both version rooms below it, which do not know each other, and
 * nothing of the client.
 */
@NullMarked
package io.handfast.handshake.server;

import org.jspecify.annotations.NullMarked;
