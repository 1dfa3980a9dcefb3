package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.NO_RENEGOTIATION;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.HelloRequest;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;

/**
 * The handshake is done, and there will be no other: we do not renegotiate (RFC 5246 §7.4.1.1, RFC 5746 §4.5).
 *
 * @param sessionId the session's, empty if it cannot be resumed
 * @param declined whether the server has been told so; once is enough, and a flood of requests earns no flood of answers
 */
record Connected(TlsConfig config, Bytes sessionId, boolean declined) implements HandshakeState {
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
        expect(HelloRequest.class, received);
        if (declined) {
            return this;
        }
        effects.warn(NO_RENEGOTIATION);
        return new Connected(config, sessionId, true);
    }

    @Override
    public void broken() {
        config.sessions().client().invalidate(sessionId);
    }
}
