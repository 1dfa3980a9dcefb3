package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.NO_RENEGOTIATION;

import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** Application data flows; a wish to renegotiate is declined (RFC 5246 §7.2.2, RFC 5746 §4.4). */
record Connected() implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS12;
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
        expect(ClientHello.class, received);
        effects.warn(NO_RENEGOTIATION);
        return this;
    }
}
