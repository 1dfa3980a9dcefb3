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
        WaitForeseenFinished foreseen = WaitForeseenFinished.of(handshake, peer, effects.facts());
        try {
            return foreseen.on(received, effects);
        } catch (RuntimeException failed) {
            // It is not the connection's state.
            foreseen.destroy();
            throw failed;
        }
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
