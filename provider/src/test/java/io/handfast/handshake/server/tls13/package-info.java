/** Tests of the server's TLS 1.3 states by themselves. */
@NullMarked
package io.handfast.handshake.server.tls13;

import org.jspecify.annotations.NullMarked;
