package io.handfast.handshake.server.tls13;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.Effects;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;

/**
 * All that we send now is under the keys of application data, and the client has nothing to say but its own Finished: what that leads to
 * can be worked out, and tickets sent, while the client works (RFC 8446 §4.6.1).
 */
record KeysMade(ServerHandshake13 handshake, PeerAuthenticated peer) implements GoingOn {
    @Override
    public HandshakeState goOn(Effects effects) {
        return WaitForeseenFinished.with(handshake, peer, effects.facts(), foreseen -> foreseen.sendTickets(effects));
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
