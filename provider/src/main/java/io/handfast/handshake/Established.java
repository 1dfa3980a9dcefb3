package io.handfast.handshake;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.HandshakeFacts;

/**
 * The end of a handshake, which only a state that holds both proofs can announce (RFC 8446 §4.4, RFC 5246 §7.4.9).
 *
 * @param facts all that was settled
 * @param peer the proof that the peer is who it says, or need not say
 * @param finished the proof that both sides saw the same handshake
 */
public record Established(HandshakeFacts facts, PeerAuthenticated peer, FinishedVerified finished) {}
