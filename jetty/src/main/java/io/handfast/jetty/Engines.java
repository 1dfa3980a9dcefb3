package io.handfast.jetty;

import io.handfast.HandfastConnection;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslConnection.SslEndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Which engines are ours, and the place where Jetty tells that a handshake is over (RFC 7301 §3.1). */
final class Engines {
    private Engines() {}

    static boolean isOurs(SSLEngine engine) {
        try {
            HandfastConnection.of(engine);
            return true;
        } catch (IllegalArgumentException ofAnotherProvider) {
            return false;
        }
    }

    /** Has the listener told of the handshake on which this connection waits. */
    static void listen(Connection connection, SslHandshakeListener listener) {
        SslConnection secured = ((SslEndPoint) connection.getEndPoint()).getSslConnection();
        secured.addHandshakeListener(listener);
    }
}
