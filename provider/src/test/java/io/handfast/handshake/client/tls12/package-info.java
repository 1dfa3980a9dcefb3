/** Tests of the client's TLS 1.2 states against a scripted server. */
@NullMarked
package io.handfast.handshake.client.tls12;

import org.jspecify.annotations.NullMarked;
