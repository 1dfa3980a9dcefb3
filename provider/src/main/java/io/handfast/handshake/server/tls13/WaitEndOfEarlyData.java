package io.handfast.handshake.server.tls13;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.EndOfEarlyData;
import io.handfast.message.Received;
import io.handfast.record.Protections;

/** WAIT_EOED of a server: early data comes in, and goes on until the client says that it was all (RFC 8446 §4.5, §A.2). */
record WaitEndOfEarlyData(ServerHandshake13 handshake, PeerAuthenticated peer) implements HandshakeState {
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
        expect(EndOfEarlyData.class, received);
        handshake.transcript().add(received.raw());
        effects.readWith(Protections.read13(
                handshake.config().jca(), handshake.suite(), handshake.clientHandshakeTrafficSecret()));
        return new WaitFinished(handshake, peer);
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
