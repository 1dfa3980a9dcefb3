/** Tests of the server's TLS 1.2 states by themselves. */
@NullMarked
package io.handfast.handshake.server.tls12;

import org.jspecify.annotations.NullMarked;
