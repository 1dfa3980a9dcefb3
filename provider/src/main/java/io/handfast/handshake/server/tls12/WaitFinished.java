package io.handfast.handshake.server.tls12;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;

/** Waits for the client's ChangeCipherSpec and Finished, and answers with ours (RFC 5246 §7.1, §7.4.9). */
record WaitFinished(ServerHandshake12 handshake, ServerKeys12 keys, PeerAuthenticated peer) implements HandshakeState {
    /** From now on the peer's ChangeCipherSpec is welcome, and not before (RFC 5246 §7.1). */
    static HandshakeState enter(
            ServerHandshake12 handshake, ServerKeys12 keys, PeerAuthenticated peer, Effects effects) {
        effects.readWithAfterChangeCipherSpec(keys.read());
        return new WaitFinished(handshake, keys, peer);
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
        FinishedVerified verified = FinishedVerified.check(
                keys.masterSecret().clientVerifyData(handshake.transcript().hash()), finished);
        handshake.transcript().add(received.raw());
        handshake.exportWith(keys.masterSecret(), finished.verifyData(), effects);
        if (handshake.promisesTicket()) {
            // RFC 5077 §3.3: only now that the client's Finished holds
            handshake
                    .transcript()
                    .add(effects.send(SessionIssue12.ticket(handshake, keys.masterSecret(), effects.facts())));
        }
        effects.sendChangeCipherSpec();
        effects.writeWith(keys.write());
        effects.send(new Finished(Bytes.owning(
                keys.masterSecret().serverVerifyData(handshake.transcript().hash()))));
        SessionIssue12.keep(handshake, keys.masterSecret(), effects.facts());
        keys.masterSecret().destroy();
        effects.established(new Established(effects.facts(), peer, verified));
        return new Connected(handshake.config(), effects.facts().sessionId());
    }

    @Override
    public void destroy() {
        keys.masterSecret().destroy();
    }
}
