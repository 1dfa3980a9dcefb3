/**
 * What every handshake is made of: states that take one message and yield the next state, and the effects they may have
 * on the connection (RFC 8446 §2, §A; RFC 5246 §7.3).
 *
 * <p>Third floor. Below it live {@code client} and {@code server}, which never meet, and under each {@code tls12} and
 * {@code tls13}, which never meet either. It knows messages, keys and records, but no socket and no engine.
 */
@NullMarked
package io.handfast.handshake;

import org.jspecify.annotations.NullMarked;
