package io.handfast.handshake.client.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.Finished;
import io.handfast.message.Received;

/** Waits for the server's Finished, which comes after its ChangeCipherSpec (RFC 5246 §7.4.9). */
record WaitFinished(
        Handshake12 handshake, ChainVerified chain, ServerParameters parameters, MasterSecret12 masterSecret)
        implements Negotiating {
    @Override
    public HandshakeState next(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        // RFC 5246 §7.4.9: the server's Finished covers ours too
        FinishedVerified verified = FinishedVerified.check(
                masterSecret.serverVerifyData(handshake.transcript().hash()), finished);
        PeerAuthenticated peer = parameters.authenticated(chain, verified);
        masterSecret.destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return new Connected(false);
    }

    @Override
    public void destroy() {
        masterSecret.destroy();
    }
}
