package io.handfast.jsse;

import io.handfast.config.HandshakeFacts;
import java.io.IOException;
import java.util.Optional;

/**
 * What an engine and a socket can both do beyond javax.net.ssl; programs reach it through
 * {@code io.handfast.HandfastConnection} (RFC 8446 §4.6, §7.5).
 */
public interface SecuredConnection {
    /** The session, once the handshake is done; asking does not begin one. */
    Optional<SessionView> establishedSession();

    /** What is known of the handshake so far. */
    HandshakeFacts facts();

    /**
     * Gives a client what it is to send before the server has answered.
     *
     * @throws IllegalStateException if the handshake has begun, or this is a server
     */
    void offerEarlyData(byte[] content);

    /** The early data that a server has received and that was not read yet. */
    byte[] readEarlyData();

    /**
     * Moves our write keys forward, and asks the peer to do the same.
     *
     * @throws IllegalStateException if the connection is not established, or speaks a version before TLS 1.3
     */
    void updateKeys() throws IOException;

    /**
     * Asks the client for its certificate.
     *
     * @throws IllegalStateException if that cannot be asked now, or of this client, or not in this role or version
     */
    void requestClientAuthentication() throws IOException;

    /** Whether the client was asked for its certificate after the handshake and has not answered yet. */
    boolean awaitsClientAuthentication();
}
