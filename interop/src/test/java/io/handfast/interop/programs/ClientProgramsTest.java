package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.interop.Bodies;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP clients over the provider, against nginx (RFC 9112, RFC 9113). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClientProgramsTest {

    private static final byte[] BODY = Bodies.bytes(3_000_000, 21);
    private static final int CONCURRENT = 50;

    @TempDir
    static @Nullable Path home;

    private static @Nullable Origin origin;

    @BeforeAll
    static void start() throws Exception {
        origin = Origin.start(Objects.requireNonNull(home));
    }

    @AfterAll
    static void stop() {
        if (origin != null) {
            origin.close();
        }
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                program("HttpsURLConnection", "HTTP/1.1", JdkClients::urlConnection),
                program("java.net.http, HTTP/1.1", "HTTP/1.1", JdkClients::http1),
                program("java.net.http, HTTP/2", "HTTP/2.0", JdkClients::http2),
                program("Apache HttpClient", "HTTP/1.1", ApacheClients::classic),
                program("Apache HttpClient, asynchronous", "HTTP/2.0", ApacheClients::asynchronous),
                program("OkHttp, HTTP/1.1", "HTTP/1.1", OkHttpClients::http1),
                program("OkHttp, HTTP/2", "HTTP/2.0", OkHttpClients::http2),
                program("Jetty, HTTP/1.1", "HTTP/1.1", JettyClients::http1),
                program("Jetty, HTTP/2", "HTTP/2.0", JettyClients::http2),
                program("Netty, HTTP/2", "HTTP/2.0", NettyClients::http2),
                program("Spring over java.net.http", "HTTP/2.0", SpringClients::overJdk),
                program("Spring over HttpsURLConnection", "HTTP/1.1", SpringClients::overUrlConnection),
                program("Spring over Apache", "HTTP/1.1", SpringClients::overApache),
                program("Spring over Jetty", "HTTP/2.0", SpringClients::overJetty));
    }

    private static Arguments program(String name, String protocol, ClientProgram.Maker maker) {
        return Arguments.of(name, protocol, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void aBodyThereAndBack(String name, String protocol, ClientProgram.Maker maker) throws Exception {
        int before = Install.HANDSHAKES.asClient();
        try (ClientProgram program = maker.make(Install.CURRENT)) {
            Answer answer = program.post(Objects.requireNonNull(origin).uri(), BODY);
            assertEquals(200, answer.status());
            assertEquals(Bodies.digest(BODY), Bodies.digest(answer.body()));
            assertEquals(protocol, answer.protocol(), "as nginx saw it");
        }
        assertTrue(Install.HANDSHAKES.asClient() > before, name + " did not use our provider");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void manyRequestsAtOnce(HttpClient.Version version) throws Exception {
        HttpClient client = JdkClients.client(Install.CURRENT, version);
        List<byte[]> bodies = IntStream.range(0, CONCURRENT)
                .mapToObj(number -> Bodies.bytes(100_000, number))
                .toList();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = bodies.stream()
                .map(body -> client.sendAsync(
                        JdkClients.request(Objects.requireNonNull(origin).uri(), body),
                        HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        for (int number = 0; number < CONCURRENT; number++) {
            Answer answer = JdkClients.answer(answers.get(number).get(90, TimeUnit.SECONDS));
            assertEquals(Bodies.digest(bodies.get(number)), Bodies.digest(answer.body()));
        }
    }
}
