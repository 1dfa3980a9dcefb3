package io.handfast.jetty;

import java.util.List;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/**
 * Has Jetty's server choose among the protocols that a client offers to a Handfast engine (RFC 7301 §3.2).
 *
 * <p>A service of Jetty's; being on the class path is all it takes.
 */
public final class HandfastServerAlpn implements ALPNProcessor.Server {
    /** For Jetty's look-up of services. */
    public HandfastServerAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isOurs(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNServerConnection negotiating = (ALPNServerConnection) connection;
        engine.setHandshakeApplicationProtocolSelector((handshaking, offered) -> chosen(negotiating, offered));
        Engines.listen(connection, new SslHandshakeListener() {
            @Override
            public void handshakeSucceeded(Event event) {
                if (negotiating.getProtocol() == null) {
                    negotiating.unsupported(); // the client offered none: what Jetty serves by default
                }
            }
        });
    }

    /** Jetty's choice, or null where there is none; then the handshake ends with {@code no_application_protocol}. */
    private static @Nullable String chosen(ALPNServerConnection negotiating, List<String> offered) {
        try {
            negotiating.select(offered);
            return negotiating.getProtocol();
        } catch (IllegalStateException nothingInCommon) {
            return null;
        }
    }
}
