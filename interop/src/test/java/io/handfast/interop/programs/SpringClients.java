package io.handfast.interop.programs;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient over each of the clients that it can drive (RFC 9110). */
final class SpringClients {

    private SpringClients() {}

    static ClientProgram overJdk(Install install) throws Exception {
        return program(
                new JdkClientHttpRequestFactory(JdkClients.client(install, HttpClient.Version.HTTP_2)), () -> {});
    }

    static ClientProgram overUrlConnection(Install install) throws Exception {
        Optional<SSLContext> context = install.client();
        return program(
                new SimpleClientHttpRequestFactory() {
                    @Override
                    protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
                        super.prepareConnection(connection, method);
                        context.ifPresent(given ->
                                ((HttpsURLConnection) connection).setSSLSocketFactory(given.getSocketFactory()));
                    }
                },
                () -> {});
    }

    static ClientProgram overApache(Install install) throws Exception {
        HttpComponentsClientHttpRequestFactory factory =
                new HttpComponentsClientHttpRequestFactory(ApacheClients.classicClient(install));
        return program(factory, factory::destroy);
    }

    static ClientProgram overJetty(Install install) throws Exception {
        JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(JettyClients.started(
                new HttpClientTransportOverHTTP2(new HTTP2Client(JettyClients.connector(install)))));
        return program(factory, factory::destroy);
    }

    private static ClientProgram program(ClientHttpRequestFactory factory, AutoCloseable ending) {
        RestClient client = RestClient.create().mutate().requestFactory(factory).build();
        return new ClientProgram() {
            @Override
            public Answer post(URI uri, byte[] body) {
                return Objects.requireNonNull(client.post()
                        .uri(uri)
                        .body(body)
                        .exchange((request, response) -> new Answer(
                                response.getStatusCode().value(),
                                Objects.requireNonNullElse(response.getHeaders().getFirst(Answer.PROTOCOL), ""),
                                response.getBody().readAllBytes())));
            }

            @Override
            public void close() throws Exception {
                ending.close();
            }
        };
    }
}
