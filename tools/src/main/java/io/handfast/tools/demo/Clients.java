package io.handfast.tools.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/** The Java clients of the demo: as any program would write them, none of them naming the provider. */
final class Clients {

    private static final int TIMEOUT_MILLIS = 20_000;

    private Clients() {}

    /** Fetches with {@link HttpsURLConnection} over whatever the JVM's default context is. */
    static Outcome urlConnection(URI uri, Version version) throws IOException {
        return withProperties(
                version, () -> exchange((HttpsURLConnection) uri.toURL().openConnection(), new byte[0]));
    }

    /** Sends a page and fetches it back with {@link HttpsURLConnection} over the JDK's own TLS. */
    static Outcome jdkUrlConnection(URI uri, Version version, KeyStore trusted, byte[] body)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(null, trust.getTrustManagers(), null);
        return withProperties(version, () -> {
            HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
            connection.setSSLSocketFactory(context.getSocketFactory());
            return exchange(connection, body);
        });
    }

    /** Fetches with {@link HttpClient}, which chooses its context itself. */
    static Outcome httpClient(URI uri, Version version) throws IOException, InterruptedException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS));
        if (!version.suites().isEmpty()) {
            builder.sslParameters(
                    new SSLParameters(version.suites().toArray(new String[0]), new String[] {version.protocol()}));
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .build();
        HttpResponse<byte[]> response = builder.build().send(request, HttpResponse.BodyHandlers.ofByteArray());
        requireOk(response.statusCode());
        SSLSession session = response.sslSession().orElseThrow();
        return new Outcome(session.getProtocol(), session.getCipherSuite(), Body.digestOf(response.body()));
    }

    private static Outcome exchange(HttpsURLConnection connection, byte[] body) throws IOException {
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        requireOk(connection.getResponseCode());
        SSLSession session = connection.getSSLSession().orElseThrow();
        String digest = Body.digestOf(connection.getInputStream().readAllBytes());
        connection.disconnect();
        return new Outcome(session.getProtocol(), session.getCipherSuite(), digest);
    }

    private static void requireOk(int status) throws IOException {
        if (status != 200) {
            throw new IOException("the server answered with status " + status);
        }
    }

    /** What a user would put on the command line: the versions and suites of {@link HttpsURLConnection}. */
    private static Outcome withProperties(Version version, Exchange exchange) throws IOException {
        System.setProperty("https.protocols", version.protocol());
        if (!version.suites().isEmpty()) {
            System.setProperty("https.cipherSuites", String.join(",", version.suites()));
        }
        try {
            return exchange.run();
        } finally {
            System.clearProperty("https.protocols");
            System.clearProperty("https.cipherSuites");
        }
    }

    private interface Exchange {
        Outcome run() throws IOException;
    }
}
