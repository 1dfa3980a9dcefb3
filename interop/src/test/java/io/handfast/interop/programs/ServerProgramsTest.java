package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.interop.AbsentPeers;
import io.handfast.interop.Bodies;
import io.handfast.interop.Pki;
import io.handfast.tools.process.PeerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP servers over the provider, fetched by curl, openssl, GnuTLS and the JDK's client (RFC 9112, RFC 9113). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServerProgramsTest {

    private static final byte[] BODY = Bodies.bytes(3_000_000, 22);
    private static final int CONCURRENT = 50;

    @TempDir
    @Nullable
    Path home;

    static Stream<Arguments> servers() {
        return Stream.of(
                server("Jetty", JettyServer::start),
                server("Tomcat", TomcatServer::start),
                server("Undertow", UndertowServer::start),
                server("Netty", NettyServer::start));
    }

    private static Arguments server(String name, ServerProgram.Maker maker) {
        return Arguments.of(name, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void fetchedByCurl(String name, ServerProgram.Maker maker) throws Exception {
        String curl = AbsentPeers.require("curl").toString();
        Path folder = Objects.requireNonNull(home);
        Files.write(folder.resolve("sent"), BODY);
        int before = Install.HANDSHAKES.asServer();
        try (ServerProgram server = maker.start(Install.CURRENT)) {
            for (String version : List.of("1.1", "2")) {
                List<String> command = List.of(
                        curl,
                        "--silent",
                        "--show-error",
                        "--max-time",
                        "20",
                        "--http" + version,
                        "--cacert",
                        Pki.pki().directory().resolve("root.pem").toString(),
                        "--resolve",
                        Pki.HOST + ":" + server.port() + ":127.0.0.1",
                        "--header",
                        "Content-Type: application/octet-stream",
                        "--header",
                        "Expect:",
                        "--data-binary",
                        "@sent",
                        "--output",
                        "received",
                        "--write-out",
                        "%{http_version} %{http_code}",
                        uri(server).toString());
                try (PeerProcess process = PeerProcess.start(folder, command)) {
                    int status = process.awaitExit();
                    assertEquals(version + " 200", process.text());
                    assertEquals(0, status);
                }
                assertEquals(Bodies.digest(BODY), Bodies.digest(Files.readAllBytes(folder.resolve("received"))));
            }
        }
        assertTrue(Install.HANDSHAKES.asServer() >= before + 2, name + " did not use our provider");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void fetchedByOpenSslAndGnuTls(String name, ServerProgram.Maker maker) throws Exception {
        String openSsl = AbsentPeers.require("openssl").toString();
        String gnuTls = AbsentPeers.require("gnutls-cli").toString();
        try (ServerProgram server = maker.start(Install.CURRENT)) {
            fetch(List.of(
                    openSsl,
                    "s_client",
                    "-quiet",
                    "-verify_quiet",
                    "-connect",
                    "127.0.0.1:" + server.port(),
                    "-servername",
                    Pki.HOST,
                    "-CAfile",
                    "root.pem",
                    "-verify_return_error",
                    "-verify_hostname",
                    Pki.HOST));
            fetch(List.of(
                    gnuTls,
                    "--port=" + server.port(),
                    "--x509cafile=root.pem",
                    "--sni-hostname=" + Pki.HOST,
                    "--verify-hostname=" + Pki.HOST,
                    "--alpn=http/1.1",
                    "127.0.0.1"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void manyRequestsAtOnce(String name, ServerProgram.Maker maker) throws Exception {
        List<byte[]> bodies = IntStream.range(0, CONCURRENT)
                .mapToObj(number -> Bodies.bytes(100_000, number))
                .toList();
        try (ServerProgram server = maker.start(Install.CURRENT)) {
            HttpClient client = JdkClients.client(Install.CURRENT, HttpClient.Version.HTTP_2);
            List<CompletableFuture<HttpResponse<byte[]>>> answers = bodies.stream()
                    .map(body -> client.sendAsync(
                            JdkClients.request(uri(server), body), HttpResponse.BodyHandlers.ofByteArray()))
                    .toList();
            for (int number = 0; number < CONCURRENT; number++) {
                Answer answer = JdkClients.answer(answers.get(number).get(90, TimeUnit.SECONDS));
                assertEquals("HTTP/2.0", answer.protocol());
                assertEquals(Bodies.digest(bodies.get(number)), Bodies.digest(answer.body()));
            }
        }
    }

    private static void fetch(List<String> command) throws Exception {
        try (PeerProcess process = PeerProcess.start(Pki.pki().directory(), command)) {
            process.type("GET / HTTP/1.1\r\nHost: " + Pki.HOST + "\r\nConnection: close\r\n\r\n");
            process.await("HTTP/1.1 200");
        }
    }

    private static URI uri(ServerProgram server) {
        return URI.create("https://" + Pki.HOST + ":" + server.port() + "/echo");
    }
}
