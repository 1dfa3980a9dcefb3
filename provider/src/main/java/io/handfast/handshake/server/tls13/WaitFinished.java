package io.handfast.handshake.server.tls13;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.Received;

/** WAIT_FINISHED of a server (RFC 8446 §4.4.4, §A.2). */
record WaitFinished(ServerHandshake13 handshake, PeerAuthenticated peer) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        expect(Finished.class, received);
        return WaitForeseenFinished.with(handshake, peer, effects.facts(), foreseen -> foreseen.on(received, effects));
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
