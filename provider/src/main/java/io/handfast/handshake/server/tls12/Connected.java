package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.NO_RENEGOTIATION;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;

/**
 * Application data flows; a wish to renegotiate is declined (RFC 5246 §7.2.2, RFC 5746 §4.4).
 *
 * @param sessionId the session's, empty if it cannot be resumed
 */
record Connected(TlsConfig config, Bytes sessionId) implements HandshakeState {
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

    @Override
    public void broken(HandshakeFacts facts) {
        // Not before: until the handshake is complete the peer need not be one that has any part in the session.
        config.sessions().server().invalidate(sessionId);
    }
}
