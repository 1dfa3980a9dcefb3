package io.handfast.handshake.client.tls12;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.message.Finished;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.Received;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * Waits for the server's Finished in an abbreviated handshake, where it comes first, and answers with ours (RFC 5246
 * §7.3 figure 2).
 *
 * @param session what is known of the session that is resumed
 * @param ticket what the server sent to resume with the next time, if it did
 */
record WaitResumedFinished(
        Handshake12 handshake, SessionFacts session, ClientKeys12 keys, Optional<NewSessionTicket12> ticket)
        implements LastFlight {

    /** Takes over the session's master secret. */
    static HandshakeState enter(Handshake12 handshake, Session12 session, Effects effects) {
        handshake.transcript().releaseMessages();
        Prf prf = new Prf(handshake.config().jca(), handshake.cipherSpec());
        // RFC 5246 §F.1.4: the old master secret, and fresh keys from both new randoms
        ClientKeys12 keys = ClientKeys12.derive(handshake, MasterSecret12.resumed(prf, session.masterSecret()));
        return LastFlight.await(new WaitResumedFinished(handshake, session.facts(), keys, Optional.empty()), effects);
    }

    @Override
    public boolean costly() {
        return handshake.config().options().verifiesOnResumption();
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        FinishedVerified verified = FinishedVerified.check(
                keys.masterSecret().serverVerifyData(handshake.transcript().hash()), finished);
        if (handshake.config().options().verifiesOnResumption()) {
            PeerChain.verifyServer(
                    handshake.config(),
                    PeerCredential.of(session.peerCertificates()),
                    WaitServerHelloDone.authType(handshake.suite()));
        }
        PeerAuthenticated peer = PeerAuthenticated.resumed(session, verified);
        handshake.transcript().add(received.raw());
        Bytes verifyData = keys.finish(handshake, effects);
        handshake.exportWith(keys.masterSecret(), finished.verifyData(), effects);
        SessionKeeper12.renew(handshake, keys.masterSecret(), ticket, effects);
        keys.masterSecret().destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return Connected.after(handshake, verifyData, finished.verifyData(), effects.facts());
    }

    @Override
    public WaitResumedFinished with(NewSessionTicket12 received) {
        return new WaitResumedFinished(handshake, session, keys, Optional.of(received));
    }

    @Override
    public void broken(HandshakeFacts facts) {
        // RFC 5077 §3.2: a ticket that was taken and then led nowhere is not used again
        handshake.config().sessions().client().invalidate(session.id());
    }
}
