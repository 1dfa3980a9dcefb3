package io.handfast.tools.demo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.handfast.tools.certificates.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The JDK's {@link HttpsServer} on a free loopback port; it sends back what it is sent. */
final class EchoSite implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;

    /** Opens the site over the provider that the JVM prefers. */
    EchoSite(Credential credential, Version version) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(credential.keyStore(), Credential.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = getSSLContext().getDefaultSSLParameters();
                chosen.setProtocols(new String[] {version.protocol()});
                if (!version.suites().isEmpty()) {
                    chosen.setCipherSuites(version.suites().toArray(new String[0]));
                }
                parameters.setSSLParameters(chosen);
            }
        });
        server.createContext("/echo", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("https://localhost:" + port() + "/echo");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
