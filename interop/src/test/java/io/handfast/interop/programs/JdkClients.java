package io.handfast.interop.programs;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The two HTTP clients of the JDK (RFC 9112, RFC 9113). */
final class JdkClients {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private JdkClients() {}

    static ClientProgram urlConnection(Install install) throws Exception {
        Optional<SSLContext> context = install.client();
        return (uri, body) -> {
            HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
            context.ifPresent(given -> connection.setSSLSocketFactory(given.getSocketFactory()));
            connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            byte[] content = connection.getInputStream().readAllBytes();
            Answer answer =
                    new Answer(connection.getResponseCode(), connection.getHeaderField(Answer.PROTOCOL), content);
            connection.disconnect(); // or else the next test finds it open, and shows no handshake
            return answer;
        };
    }

    static ClientProgram http1(Install install) throws Exception {
        return program(client(install, HttpClient.Version.HTTP_1_1));
    }

    static ClientProgram http2(Install install) throws Exception {
        return program(client(install, HttpClient.Version.HTTP_2));
    }

    static HttpClient client(Install install, HttpClient.Version version) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().version(version).connectTimeout(PATIENCE);
        install.client().ifPresent(builder::sslContext);
        return builder.build();
    }

    static HttpRequest request(URI uri, byte[] body) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue(Answer.PROTOCOL).orElse(""),
                response.body());
    }

    private static ClientProgram program(HttpClient client) {
        return (uri, body) -> answer(client.send(request(uri, body), HttpResponse.BodyHandlers.ofByteArray()));
    }
}
