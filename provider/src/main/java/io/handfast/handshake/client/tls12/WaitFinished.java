package io.handfast.handshake.client.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Finished;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * Waits for the server's Finished, which comes after its ChangeCipherSpec (RFC 5246 §7.4.9).
 *
 * @param verifyData what our Finished said
 * @param ticket what the server sent to resume with, if it did
 */
record WaitFinished(
        Handshake12 handshake,
        ChainVerified chain,
        ServerParameters parameters,
        ClientKeys12 keys,
        Bytes verifyData,
        Optional<NewSessionTicket12> ticket)
        implements LastFlight {
    @Override
    public HandshakeState next(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        // RFC 5246 §7.4.9: the server's Finished covers ours too
        FinishedVerified verified = FinishedVerified.check(
                keys.masterSecret().serverVerifyData(handshake.transcript().hash()), finished);
        PeerAuthenticated peer = parameters.authenticated(chain, verified);
        SessionKeeper12.keepNew(handshake, keys.masterSecret(), ticket, effects);
        keys.masterSecret().destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return Connected.after(handshake, verifyData, finished.verifyData(), effects.facts());
    }

    @Override
    public WaitFinished with(NewSessionTicket12 received) {
        return new WaitFinished(handshake, chain, parameters, keys, verifyData, Optional.of(received));
    }
}
