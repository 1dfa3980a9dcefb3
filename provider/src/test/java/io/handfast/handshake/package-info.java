/** Tests of the whole handshake: both sides ours, message by message, and what neither may take (RFC 5246 §7.3). */
@NullMarked
package io.handfast.handshake;

import org.jspecify.annotations.NullMarked;
