package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.alert.TlsException;
import io.handfast.config.HandshakeFacts;
import io.handfast.message.Dialect;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.Received;

/**
 * Where a handshake stands: a value whose fields are what has been established, which takes one message and yields the
 * next state (RFC 8446 §A, RFC 5246 §7.3).
 */
public interface HandshakeState {
    /** How the next message is to be read. */
    Dialect dialect();

    /**
     * True if the next message leads to work that may take long: key agreement, signatures, chain validation, or a
     * callback into a key or trust manager. An engine hands such a step out as a delegated task.
     */
    boolean costly();

    /** The same, once it is known what has come: what one state waits for may be quick or not. */
    default boolean costly(HandshakeMessage message) {
        return costly();
    }

    /**
     * Takes the next message.
     *
     * @return the state that waits for the one after it; {@code this} if nothing changed
     * @throws TlsException if the message must not come now or does not hold; the connection is then over
     */
    HandshakeState on(Received received, Effects effects);

    /** True if this state waits for no message: {@link #goOn} does what is left, while what was sent before may already leave. */
    default boolean goesOn() {
        return false;
    }

    /**
     * Does what is left to do before the next message; costly, as far as engines are concerned.
     *
     * @return the next state
     * @throws TlsException if that fails; the connection is then over
     */
    default HandshakeState goOn(Effects effects) {
        throw new IllegalStateException(name() + " waits for a message");
    }

    /** True once application data flows under keys that both sides have confirmed. */
    default boolean connected() {
        return false;
    }

    /**
     * Moves our write keys forward (RFC 8446 §4.6.3).
     *
     * @param requestPeer whether the peer is asked to do the same
     * @return the next state, or {@code this} where the version knows no such thing
     */
    default HandshakeState updateKeys(boolean requestPeer, Effects effects) {
        return this;
    }

    /**
     * Asks a connected client for its certificate (RFC 8446 §4.6.2).
     *
     * @throws IllegalStateException if this cannot be asked now, or of this client, or not at all; nothing has changed then
     */
    default HandshakeState requestClientAuthentication(Effects effects) {
        throw new IllegalStateException("only a connected server can ask for a certificate now, and in TLS 1.3 alone");
    }

    /** Whether a client was asked for its certificate after the handshake and has not answered yet. */
    default boolean awaitsClientAuthentication() {
        return false;
    }

    /** The peer sent application data; called for each record of it, so that a flood of other messages can be told. */
    default HandshakeState applicationDataReceived() {
        return this;
    }

    /** We sent application data; called for each record of it, for the same reason. */
    default HandshakeState applicationDataSent() {
        return this;
    }

    /**
     * A fatal alert, sent or received, ends the connection, so that before TLS 1.3 its session must not be resumed any
     * more (RFC 5246 §7.2.2), and in TLS 1.3 should not be (RFC 8446 §6); called at most once, before {@link #destroy}.
     *
     * @param facts what the connection had settled
     */
    default void broken(HandshakeFacts facts) {}

    /** Forgets the secrets that this state holds; called once when the connection ends. */
    default void destroy() {}

    /** The state's name, as RFC 8446 §A writes it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The message as the type that this state waits for; any other is an {@code unexpected_message}. */
    default <M extends HandshakeMessage> M expect(Class<M> type, Received received) {
        if (type.isInstance(received.message())) {
            return type.cast(received.message());
        }
        throw unexpected(received);
    }

    /** The fault of a message that must not come in this state. */
    default TlsException unexpected(Received received) {
        return UNEXPECTED_MESSAGE.because("received "
                + received.message().type().ianaName() + " in state " + name() + ", where it must not come");
    }
}
