package io.handfast.jetty;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.client.ALPNClientConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * Has a Handfast engine offer the protocols of Jetty's client, and tells Jetty which of them the server took (RFC 7301 §3.1).
 *
 * <p>A service of Jetty's; being on the class path is all it takes.
 */
public final class HandfastClientAlpn implements ALPNProcessor.Client {
    /** For Jetty's look-up of services. */
    public HandfastClientAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isOurs(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNClientConnection negotiating = (ALPNClientConnection) connection;
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(negotiating.getProtocols().toArray(new String[0]));
        engine.setSSLParameters(parameters);
        Engines.listen(connection, new SslHandshakeListener() {
            @Override
            public void handshakeSucceeded(Event event) {
                String protocol = engine.getApplicationProtocol();
                negotiating.selected(protocol == null || protocol.isEmpty() ? null : protocol);
            }
        });
    }
}
