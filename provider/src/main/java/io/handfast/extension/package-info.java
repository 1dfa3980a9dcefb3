/**
 * The extensions of all versions: one file each, their registry, and the block that carries them (RFC 8446 §4.2,
 * RFC 5246 §7.4.1.4, RFC 6066, RFC 7301, RFC 7366, RFC 7627, RFC 7685, RFC 8422 §5.1, RFC 8449, RFC 5077, RFC 5746).
 *
 * <p>Second floor. Messages, authentication and the handshake may enter. This room turns bytes into values and back and
 * checks what a single extension or block can be checked for by itself; it must not know any message, any state or
 * what either side has configured.
 */
@NullMarked
package io.handfast.extension;

import org.jspecify.annotations.NullMarked;
