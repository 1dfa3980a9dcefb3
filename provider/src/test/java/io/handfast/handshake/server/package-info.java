/** Tests of the server's states, driven message by message with the real client on the other side. */
@NullMarked
package io.handfast.handshake.server;

import org.jspecify.annotations.NullMarked;
