/**
 * One TLS connection without input and output: records go in, records come out, and in between a handshake state takes one
 * message after the other (RFC 8446 §5, §6; RFC 5246 §6, §7).
 *
 * <p>Top floor. The JSSE classes enter, and so may any other adapter. It knows the handshake by its entry points and its
 * {@link io.handfast.handshake.Effects}, and neither sockets, nor {@code ByteBuffer}, nor {@code javax.net.ssl}. It never
 * blocks and starts no thread.
 */
@NullMarked
package io.handfast.connection;

import org.jspecify.annotations.NullMarked;
