package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.interop.AbsentPeers;
import io.handfast.interop.Bodies;
import io.handfast.interop.FreePorts;
import io.handfast.interop.Pki;
import io.handfast.tools.process.PeerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Jedis against a real Redis that listens for TLS only. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RedisTest {

    private static final byte[] BODY = Bodies.bytes(3_000_000, 25);
    private static final byte[] KEY = "body".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static @Nullable Path home;

    private static @Nullable PeerProcess redis;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        String program = AbsentPeers.require("redis-server").toString();
        Path folder = Objects.requireNonNull(home);
        Path pki = Pki.pki().directory();
        Path all = folder.resolve("server.all");
        Files.writeString(
                all,
                Files.readString(pki.resolve("server-P256.crt")) + Files.readString(pki.resolve("server-P256.chain")));
        port = FreePorts.next();
        redis = PeerProcess.start(
                folder,
                List.of(
                        program,
                        "--port",
                        "0",
                        "--tls-port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--tls-cert-file",
                        all.toString(),
                        "--tls-key-file",
                        pki.resolve("server-P256.key").toString(),
                        "--tls-ca-cert-file",
                        pki.resolve("root.pem").toString(),
                        "--tls-auth-clients",
                        "no",
                        "--save",
                        "",
                        "--appendonly",
                        "no"));
        redis.await("Ready to accept connections");
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void aValueThereAndBack() throws Exception {
        int before = Install.HANDSHAKES.asClient();
        try (RedisClient client = client(Pki.HOST)) {
            assertEquals("OK", client.set(KEY, BODY));
            assertEquals(Bodies.digest(BODY), Bodies.digest(client.get(KEY)));
        }
        assertTrue(Install.HANDSHAKES.asClient() > before, "Jedis did not use our provider");
    }

    @Test
    void aNameThatIsNotInTheCertificate() throws Exception {
        try (RedisClient client = client("wrong.handfast.test")) {
            assertThrows(JedisConnectionException.class, () -> client.get(KEY));
        }
    }

    /** What docs/programs.md says; by name there is only the setter of old. */
    @SuppressWarnings("deprecation")
    private static RedisClient client(String host) throws Exception {
        DefaultJedisClientConfig.Builder configuration = DefaultJedisClientConfig.builder();
        Optional<SSLContext> context = Install.CURRENT.client();
        if (context.isPresent()) {
            SSLParameters parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            configuration
                    .ssl(true)
                    .sslSocketFactory(context.get().getSocketFactory())
                    .sslParameters(parameters);
        } else {
            configuration.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(host, port))
                .clientConfig(configuration.build())
                .build();
    }
}
