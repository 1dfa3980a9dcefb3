package io.handfast.handshake.client.tls12;

import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.HelloRequest;
import io.handfast.message.Received;

/** A state before the server's Finished (RFC 5246 §7.3). */
interface Negotiating extends HandshakeState {
    /** What the ServerHello has settled. */
    Handshake12 handshake();

    /** Takes a message that is part of the handshake. */
    HandshakeState next(Received received, Effects effects);

    @Override
    default HandshakeState on(Received received, Effects effects) {
        // RFC 5246 §7.4.1.1: while a handshake is under way, the wish for one is ignored and not part of the transcript
        return received.message() instanceof HelloRequest ? this : next(received, effects);
    }

    @Override
    default Dialect dialect() {
        return Dialect.of(handshake().version());
    }

    @Override
    default boolean costly() {
        return false;
    }

    @Override
    default void broken(HandshakeFacts facts) {
        // RFC 5246 §7.2.2: in a renegotiation, the session that ends is the one that the connection began with
        handshake()
                .earlier()
                .ifPresent(earlier -> earlier.config().sessions().client().invalidate(earlier.sessionId()));
    }
}
