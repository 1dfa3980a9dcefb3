package io.handfast.handshake.server.tls12;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.session.SessionFacts;

/** Waits for the client's ChangeCipherSpec and Finished, the end of an abbreviated handshake (RFC 5246 §7.3 figure 2). */
record WaitResumedFinished(ServerHandshake12 handshake, SessionFacts session, ServerKeys12 keys)
        implements HandshakeState {
    static HandshakeState enter(ServerHandshake12 handshake, SessionFacts session, ServerKeys12 keys, Effects effects) {
        effects.readWithAfterChangeCipherSpec(keys.read());
        return new WaitResumedFinished(handshake, session, keys);
    }

    @Override
    public Dialect dialect() {
        return handshake.dialect();
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        // RFC 5246 §7.4.9: the client's Finished covers ours too
        FinishedVerified verified = FinishedVerified.check(
                keys.masterSecret().clientVerifyData(handshake.transcript().hash()), finished);
        PeerAuthenticated peer = PeerAuthenticated.resumedClient(
                handshake.config(), handshake.cipherSpec().version(), session, verified);
        keys.masterSecret().destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return new Connected(handshake.config(), session.id());
    }

    @Override
    public void destroy() {
        keys.masterSecret().destroy();
    }
}
