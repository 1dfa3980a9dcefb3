/**
 * The client's states and flight of TLS 1.3, from the ServerHello on (RFC 8446 §A.1, §4.3, §4.4, §4.6).
 *
 * <p>Third floor. Entered through {@link io.handfast.handshake.client.tls13.Entry13} only. It knows nothing of TLS 1.2
 * and nothing of the server.
 */
@NullMarked
package io.handfast.handshake.client.tls13;

import org.jspecify.annotations.NullMarked;
