package io.handfast.interop.programs;

import io.handfast.interop.Pki;
import io.handfast.tools.certificates.Credential;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's client, on engines; HTTP/2 takes the artifact {@code handfast-jetty} (RFC 7301). */
final class JettyClients {

    private static final int LARGEST = 32 * 1024 * 1024;

    private JettyClients() {}

    static ClientProgram http1(Install install) throws Exception {
        return program(started(new HttpClientTransportOverHTTP(connector(install))));
    }

    static ClientProgram http2(Install install) throws Exception {
        return program(started(new HttpClientTransportOverHTTP2(new HTTP2Client(connector(install)))));
    }

    static HttpClient started(HttpClientTransport transport) throws Exception {
        HttpClient client = new HttpClient(transport);
        client.start();
        return client;
    }

    static ClientConnector connector(Install install) throws Exception {
        SslContextFactory.Client factory = new SslContextFactory.Client();
        install.providerName().ifPresent(factory::setProvider);
        factory.setTrustStore(Credential.trustStore(Pki.pki().root()));
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(factory);
        return connector;
    }

    private static ClientProgram program(HttpClient client) {
        return new ClientProgram() {
            @Override
            public Answer post(URI uri, byte[] body) throws Exception {
                ContentResponse response = new CompletableResponseListener(
                                client.POST(uri).body(new BytesRequestContent(body)), LARGEST)
                        .send()
                        .get(30, TimeUnit.SECONDS);
                return new Answer(
                        response.getStatus(), response.getHeaders().get(Answer.PROTOCOL), response.getContent());
            }

            @Override
            public void close() throws Exception {
                client.stop();
            }
        };
    }
}
