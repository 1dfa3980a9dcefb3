/**
 * The handshake messages of all versions and their form on the wire (RFC 8446 §4, RFC 5246 §7.4).
 *
 * <p>Second floor. Authentication, the handshake and the connection may enter. Messages are values; this room reads,
 * writes and describes them, and must not know any state, any key or what either side has configured. Which message may
 * come when is for the states to say; which may come in which version at all, {@link io.handfast.message.Dialect} says.
 */
@NullMarked
package io.handfast.message;

import org.jspecify.annotations.NullMarked;
