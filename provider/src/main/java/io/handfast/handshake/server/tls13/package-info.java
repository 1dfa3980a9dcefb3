/**
 * The TLS 1.3 server: one record per state, one class per flight (RFC 8446 §2, §4, §A.2).
 *
 * <p>Third floor. Entered from the version fork; it knows neither TLS 1.2 nor the client.
 */
@NullMarked
package io.handfast.handshake.server.tls13;

import org.jspecify.annotations.NullMarked;
