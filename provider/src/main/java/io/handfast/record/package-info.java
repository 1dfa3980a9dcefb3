/**
 * The record layer: framing, protection and its limits, and handshake messages joined and split (RFC 8446 §5; RFC 5246
 * §6; RFC 5288; RFC 6655; RFC 7366; RFC 7905).
 *
 * <p>Incoming bytes pass {@link io.handfast.record.RecordReader} (rules of the header, then
 * {@link io.handfast.record.ReadProtection}) and, when they are handshake bytes,
 * {@link io.handfast.record.HandshakeJoiner}. Outgoing messages pass {@link io.handfast.record.RecordWriter}.
 * {@link io.handfast.record.Protections} makes the protection for a set of keys.
 *
 * <p>The connection enters, and the handshake through it. This room knows content types and keys; it does not know what a
 * handshake message says, when keys change, or where the bytes come from. It is not thread-safe: each direction belongs
 * to one thread at a time.
 */
@NullMarked
package io.handfast.record;

import org.jspecify.annotations.NullMarked;
