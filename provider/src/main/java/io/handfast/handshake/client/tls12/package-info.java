/**
 * The client's states and flight of TLS 1.2 and the versions before, from the ServerHello on (RFC 5246 §7.3, §7.4; RFC
 * 8422; RFC 7627; RFC 5746; RFC 4346; RFC 2246).
 *
 * <p>Third floor. Entered through {@link io.handfast.handshake.client.tls12.Entry12} only. It knows nothing of TLS 1.3
 * and nothing of the server.
 */
@NullMarked
package io.handfast.handshake.client.tls12;

import org.jspecify.annotations.NullMarked;
