/** Tests of the client's handshake: states driven message by message, without a connection. */
@NullMarked
package io.handfast.handshake.client;

import org.jspecify.annotations.NullMarked;
