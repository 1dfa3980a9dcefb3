/**
 * What a client offers, and the rules that every answer to it must keep (RFC 8446 §4.1.2 to §4.1.4).
 *
 * <p>Third floor. Only the client's states enter. It makes ClientHello messages and judges choices; it sends nothing and
 * knows no state.
 */
@NullMarked
package io.handfast.handshake.client.hello;

import org.jspecify.annotations.NullMarked;
