/** Tests of the client's TLS 1.3 states against a scripted server. */
@NullMarked
package io.handfast.handshake.client.tls13;

import org.jspecify.annotations.NullMarked;
