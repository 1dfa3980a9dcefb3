package io.handfast.handshake;

import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** A state of TLS 1.3 that waits for no message: what is left to do is done while the peer works on what was sent (RFC 8446 §A). */
public interface GoingOn extends HandshakeState {
    @Override
    default Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    default boolean costly() {
        return true;
    }

    @Override
    default HandshakeState on(Received received, Effects effects) {
        throw unexpected(received);
    }

    @Override
    default boolean goesOn() {
        return true;
    }
}
