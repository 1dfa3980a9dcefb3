package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;

/**
 * A state amid a client's answer to a request after the handshake, whose messages follow one another without anything in
 * between (RFC 8446 §4.6.2).
 */
interface Answering extends HandshakeState {
    ApplicationTraffic traffic();

    PostHandshakeAuthentication authentication();

    /** The same state with other keys. */
    Answering with(ApplicationTraffic next);

    @Override
    default Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    default boolean connected() {
        return true;
    }

    @Override
    default boolean awaitsClientAuthentication() {
        return true;
    }

    @Override
    default HandshakeState applicationDataReceived() {
        // RFC 8446 §4.6.2: the messages of an answer stand together
        throw UNEXPECTED_MESSAGE.because("application data came amid the messages by which the client authenticates");
    }

    @Override
    default HandshakeState updateKeys(boolean requestPeer, Effects effects) {
        return with(traffic().updated(requestPeer, effects));
    }

    @Override
    default HandshakeState requestClientAuthentication(Effects effects) {
        throw new IllegalStateException("the client is about to answer the last request for its certificate");
    }

    @Override
    default void destroy() {
        traffic().destroy();
        authentication().destroy();
    }
}
