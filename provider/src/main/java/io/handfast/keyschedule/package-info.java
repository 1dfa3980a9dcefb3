/**
 * From shared secrets to traffic keys: the transcript, the TLS 1.3 key schedule and the TLS 1.2 PRF (RFC 8446 §7, §4.4;
 * RFC 5246 §5, §6.3, §8.1; RFC 7627; RFC 5705).
 *
 * <p>The TLS 1.3 schedule is a chain of typed phases: {@link io.handfast.keyschedule.EarlySecret} gives
 * {@link io.handfast.keyschedule.HandshakeSecret} gives {@link io.handfast.keyschedule.MasterSecret}, and each offers
 * exactly the derivations of its phase. Going on to the next phase destroys the one before.
 *
 * <p>The record layer, the handshake states and the sessions enter. This room knows no message, no extension and no
 * record: a transcript is bytes, a transcript hash is bytes.
 */
@NullMarked
package io.handfast.keyschedule;

import org.jspecify.annotations.NullMarked;
