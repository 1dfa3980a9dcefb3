/**
 * The TLS 1.2 server: one record per state, one class per flight (RFC 5246 §7.3, §7.4; RFC 8422; RFC 7627).
 *
 * <p>Third floor. Entered from the version fork; it knows neither TLS 1.3 nor the client.
 */
@NullMarked
package io.handfast.handshake.server.tls12;

import org.jspecify.annotations.NullMarked;
