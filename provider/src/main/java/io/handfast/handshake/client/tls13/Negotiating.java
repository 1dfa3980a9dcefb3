package io.handfast.handshake.client.tls13;

import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;

/** A state under handshake keys, before the server's Finished (RFC 8446 §A.1). */
interface Negotiating extends HandshakeState {
    Handshake13 handshake();

    @Override
    default Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    default boolean costly() {
        return false;
    }

    @Override
    default void destroy() {
        handshake().destroy();
    }
}
