/**
 * What leaves the core for people to look at: handshake events and, only when asked for, the key log (RFC 9850).
 *
 * <p>Ground floor. Every room may enter; this one knows no other. No event ever carries a secret; the key log carries
 * nothing else, and is off unless somebody turned it on.
 */
@NullMarked
package io.handfast.trace;

import org.jspecify.annotations.NullMarked;
