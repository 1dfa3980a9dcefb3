package io.handfast.interop.programs;

import io.handfast.tools.certificates.Credential;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty; HTTP/2 takes the artifact {@code handfast-jetty} (RFC 7301). */
final class JettyServer implements ServerProgram {

    private final Server server = new Server();
    private final ServerConnector connector;

    private JettyServer(SslContextFactory.Server keys) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http1 = new HttpConnectionFactory(configuration);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        SslConnectionFactory tls = new SslConnectionFactory(keys, alpn.getProtocol());
        connector = new ServerConnector(server, tls, alpn, http2, http1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Echo());
    }

    static ServerProgram start(Install install) throws Exception {
        SslContextFactory.Server keys = new SslContextFactory.Server();
        install.providerName().ifPresent(keys::setProvider);
        keys.setKeyStore(Install.keyStore());
        keys.setKeyStorePassword(Credential.PASSWORD);
        JettyServer server = new JettyServer(keys);
        server.server.start();
        return server;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            response.getHeaders()
                    .put(
                            Answer.PROTOCOL,
                            request.getConnectionMetaData().getHttpVersion().asString());
            response.write(true, Content.Source.asByteBuffer(request), callback);
            return true;
        }
    }
}
