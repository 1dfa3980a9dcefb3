package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's own HTTPS clients and server over our contexts; the name of the host must reach the name check. */
@Timeout(60)
class HttpsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final byte[] BODY = new byte[300_000];

    static {
        new Random(1).nextBytes(BODY);
    }

    /** A client that reads the body from an address. */
    private interface Fetch {
        byte[] from(URI address) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({"true,localhost", "true,127.0.0.1", "false,localhost", "false,127.0.0.1"})
    void rightNameIsServedWrongNameRefused(boolean urlConnection, String host) throws Exception {
        Fetch fetch = urlConnection ? HttpsTest::byUrlConnection : HttpsTest::byHttpClient;
        assertArrayEquals(BODY, served(CA.localhost(KeyKind.EC_P256), host, fetch));
        Identity other =
                CA.leaf(KeyKind.EC_P256).dns("other.example").serverAuth().issue();
        SSLHandshakeException refusal = assertThrows(SSLHandshakeException.class, () -> served(other, host, fetch));
        assertTrue(String.valueOf(refusal.getMessage()).contains("other.example"), refusal::getMessage);
    }

    private static byte[] served(Identity identity, String host, Fetch fetch) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(threads);
        server.setHttpsConfigurator(new HttpsConfigurator(Contexts.context(Contexts.HANDFAST, CA, identity)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, BODY.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(BODY);
            }
        });
        server.start();
        try {
            return fetch.from(
                    URI.create("https://" + host + ":" + server.getAddress().getPort() + "/"));
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static byte[] byUrlConnection(URI address) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
        connection.setSSLSocketFactory(CLIENT.getSocketFactory());
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        byte[] body = connection.getInputStream().readAllBytes();
        assertEquals("TLS_AES_128_GCM_SHA256", connection.getCipherSuite());
        return body;
    }

    private static byte[] byHttpClient(URI address) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(CLIENT).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
