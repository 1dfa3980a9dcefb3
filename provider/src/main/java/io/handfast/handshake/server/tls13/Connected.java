package io.handfast.handshake.server.tls13;

import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.KeyUpdate;
import io.handfast.message.Received;

/** CONNECTED of a server: application data flows, and keys may move forward (RFC 8446 §4.6.3, §A.2). */
record Connected(ApplicationTraffic traffic) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        // RFC 8446 §4.1.2: a ClientHello at this time is unexpected_message like anything else; there is no
        // renegotiation.
        return new Connected(traffic.received(expect(KeyUpdate.class, received), effects));
    }

    @Override
    public HandshakeState applicationDataReceived() {
        return traffic.updatesInARow() == 0 ? this : new Connected(traffic.calmed());
    }

    @Override
    public HandshakeState updateKeys(boolean requestPeer, Effects effects) {
        return new Connected(traffic.updated(requestPeer, effects));
    }

    @Override
    public void destroy() {
        traffic.destroy();
    }
}
