package io.handfast;

import io.handfast.jsse.SecuredConnection;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * What a connection can do beyond {@code SSLEngine} and {@code SSLSocket}; a view of the connection (RFC 8446 §4.6, §7.5).
 *
 * <pre>{@code
 * HandfastConnection connection = HandfastConnection.of(socket);
 * String group = connection.session().flatMap(HandfastSession::namedGroup).orElse("none");
 * }</pre>
 *
 * <p>Thread-safe, like the engine or socket that it stands for.
 */
public final class HandfastConnection {
    private final SecuredConnection connection;

    private HandfastConnection(SecuredConnection connection) {
        this.connection = connection;
    }

    /**
     * The view of an engine of ours.
     *
     * @throws IllegalArgumentException if another provider made the engine
     */
    public static HandfastConnection of(SSLEngine engine) {
        return view(engine, "engine");
    }

    /**
     * The view of a socket of ours.
     *
     * @throws IllegalArgumentException if another provider made the socket
     */
    public static HandfastConnection of(SSLSocket socket) {
        return view(socket, "socket");
    }

    /** The session, once the handshake is done; unlike {@code SSLSocket.getSession} this never begins one. */
    public Optional<HandfastSession> session() {
        return connection.establishedSession().map(HandfastSession::new);
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    private static HandfastConnection view(Object object, String what) {
        if (object instanceof SecuredConnection ours) {
            return new HandfastConnection(ours);
        }
        throw new IllegalArgumentException("no " + what + " of Handfast, but a "
                + object.getClass().getName() + "; was the SSLContext made by another provider?");
    }
}
