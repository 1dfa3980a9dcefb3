/**
 * The client's handshake up to the point where the version is known: the first flight, a possible retry, and the fork
 * into TLS 1.3 or TLS 1.2 (RFC 8446 §4.1, §A.1).
 *
 * <p>Third floor. The connection enters through {@link io.handfast.handshake.client.ClientHandshake}. It knows both
 * versions only as doors to go through; the rooms behind them never meet, and none of them knows the server.
 */
@NullMarked
package io.handfast.handshake.client;

import org.jspecify.annotations.NullMarked;
