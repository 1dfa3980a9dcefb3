package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.process.PeerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's {@link HttpClient} over our engine against nginx, in HTTP/2 by ALPN (RFC 7301, RFC 9113 §3.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NginxTest {

    private static final byte[] PAGE = Bodies.bytes(1_000_000, 7);
    private static final int REQUESTS = 20;

    @TempDir
    static @Nullable Path directory;

    private static @Nullable PeerProcess nginx;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Path program = AbsentPeers.require("nginx");
        Path home = Objects.requireNonNull(directory);
        Files.createDirectories(home.resolve("site"));
        Files.write(home.resolve("site/page"), PAGE);
        Pki.pki().server(KeyKind.P256).writeTo(home, "server");
        Files.writeString(
                home.resolve("server.all"),
                Files.readString(home.resolve("server.crt")) + Files.readString(home.resolve("server.chain")));
        port = FreePorts.next();
        Files.writeString(home.resolve("nginx.conf"), configuration(home, port));
        nginx = PeerProcess.start(
                home, List.of(program.toString(), "-p", home.toString(), "-e", "stderr", "-c", "nginx.conf"));
        nginx.await("event method");
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void severalRequestsShareAConnectionInHttp2(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(Wishes.of(protocol).into(context.getDefaultSSLParameters()))
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = IntStream.range(0, REQUESTS)
                .mapToObj(number -> client.sendAsync(request(), HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            HttpResponse<byte[]> response = answer.get(30, TimeUnit.SECONDS);
            assertEquals(200, response.statusCode());
            assertEquals(HttpClient.Version.HTTP_2, response.version());
            assertEquals(Bodies.digest(PAGE), Bodies.digest(response.body()));
            assertEquals(protocol.jsse(), response.sslSession().orElseThrow().getProtocol());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"HTTP_1_1"})
    void withoutAlpnItIsHttp1(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Stack.HANDFAST.context(Optional.empty(), Pki.pki().root()))
                .version(version)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<byte[]> response = client.send(request(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(version, response.version());
        assertEquals(Bodies.digest(PAGE), Bodies.digest(response.body()));
    }

    private static HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("https://" + Pki.HOST + ":" + port + "/page"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    /** One process in the foreground with all its files in one folder, so that nothing is left behind. */
    private static String configuration(Path home, int port) {
        return String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr notice;
                events { }
                http {
                  access_log off;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    ssl_certificate server.all;
                    ssl_certificate_key server.key;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    root %s/site;
                  }
                }
                """, port, home);
    }
}
