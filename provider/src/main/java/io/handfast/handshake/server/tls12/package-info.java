/**
 * The server of TLS 1.2 and the versions before: one record per state, one class per flight (RFC 5246 §7.3, §7.4; RFC 8422;
 * RFC 7627; RFC 4346; RFC 2246).
 *
 * <p>Third floor. Entered from the version fork; it knows neither TLS 1.3 nor the client.
 */
@NullMarked
package io.handfast.handshake.server.tls12;

import org.jspecify.annotations.NullMarked;
