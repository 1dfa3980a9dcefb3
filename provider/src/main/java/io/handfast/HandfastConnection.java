package io.handfast;

import io.handfast.jsse.SecuredConnection;
import java.io.IOException;
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

    /**
     * Gives a client what it wants to send before the server has answered, in its first flight (RFC 8446 §2.3).
     *
     * <p>All of it goes out early, or nothing: early data needs a session of TLS 1.3 whose ticket allows as much. Whether
     * it was taken {@link #earlyDataStatus} tells once the handshake is done; unless it says
     * {@link EarlyDataStatus#ACCEPTED}, it is for the program to send it again in the ordinary way. Whoever copies the
     * client's packets can deliver early data to other servers that share its ticket keys, and the copy has no forward secrecy
     * before the handshake is done: send only what may arrive twice.
     *
     * @param content copied; a later call replaces it, and no bytes take it back
     * @throws IllegalStateException if the handshake has begun, or this is a server
     */
    public void sendEarlyData(byte[] content) {
        connection.offerEarlyData(content);
    }

    /**
     * What a server has received early and was not read yet; none if nothing new has come.
     *
     * <p>Early data never is part of what the socket's stream or {@code unwrap} gives. It may be read as it comes, before the
     * handshake is done: an engine's program asks after each {@code unwrap}. Then nothing shows yet that its sender is still
     * there, and it may be a copy that another server took before. A server takes early data only if
     * {@link HandfastParameters#setMaxEarlyDataSize} says so, and never more than that.
     */
    public byte[] readEarlyData() {
        return connection.readEarlyData();
    }

    /** What has become of early data so far; final once the handshake is done. */
    public EarlyDataStatus earlyDataStatus() {
        return EarlyDataStatus.of(connection.facts().earlyData());
    }

    /**
     * Renews the keys that protect what we send, and asks the peer to do the same (RFC 8446 §4.6.3). That happens by itself
     * before a key has protected too much. A socket sends at once, an engine with its next {@code wrap}.
     *
     * @throws IllegalStateException if the connection is not established, or speaks a version before TLS 1.3
     * @throws IOException if the connection has failed, or fails now
     */
    public void updateKeys() throws IOException {
        connection.updateKeys();
    }

    /**
     * Asks the client for its certificate now that the handshake is done (RFC 8446 §4.6.2); for servers.
     *
     * <p>A socket sends the request at once, an engine with its next {@code wrap}. The answer comes among what is received,
     * so somebody must go on reading; until then {@link #clientAuthenticationPending} is true. Then the session tells who the
     * client is; if it has shown no certificate, the session knows no peer certificates, and the application decides what
     * that means. A certificate that is not trusted ends the connection.
     *
     * @throws IllegalStateException if the connection is not established, is that of a client, speaks a version before TLS
     *     1.3, a request is still unanswered, too many were made, the client did not offer to be asked (OpenSSL's clients
     *     need {@code -enable_pha}, ours {@link HandfastParameters#setPostHandshakeAuthentication}), or the server takes raw
     *     public keys only and the handshake has not agreed on one for the client ({@link RawPublicKeys#certificatesToo})
     * @throws IOException if the connection has failed, or fails now
     */
    public void requestClientAuthentication() throws IOException {
        connection.requestClientAuthentication();
    }

    /** Whether the client was asked for its certificate after the handshake and has not answered yet. */
    public boolean clientAuthenticationPending() {
        return connection.awaitsClientAuthentication();
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
