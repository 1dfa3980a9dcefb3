/** Tests of the handshake messages (RFC 8446 §4, RFC 5246 §7.4). */
@NullMarked
package io.handfast.message;

import org.jspecify.annotations.NullMarked;
