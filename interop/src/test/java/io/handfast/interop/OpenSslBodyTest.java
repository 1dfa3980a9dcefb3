package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of all sizes to and from OpenSSL, in both roles (RFC 8446 §5.1, RFC 5246 §6.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslBodyTest {

    private static final List<Suite> SUITES =
            List.of(Suite.AES_128, Suite.CHACHA20, Suite.ECDSA_AES_256, Suite.ECDSA_CHACHA20);

    static Stream<Arguments> sizes() {
        return SUITES.stream()
                .flatMap(suite -> Arrays.stream(Bodies.SIZES).mapToObj(size -> Arguments.of(suite, size)));
    }

    @ParameterizedTest(name = "{0} {1} bytes")
    @MethodSource("sizes")
    void ourClient(Suite suite, int size) throws Exception {
        byte[] up = Bodies.digits(size, 1);
        byte[] down = Bodies.digits(size, 2);
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.startQuietly("server-P256", List.of("-naccept", "1"))) {
            try (SSLSocket socket =
                    Talk.connect(context, Wishes.of(suite.protocol()).suite(suite), server.port())) {
                socket.startHandshake();
                Thread upload = Bodies.write(socket.getOutputStream(), framed(up));
                Thread download = Bodies.write(server.process().input(), down);
                assertEquals(Bodies.digest(down), Bodies.digest(Bodies.read(socket.getInputStream(), down.length)));
                upload.join();
                download.join();
            }
            server.process().awaitExit();
            String said = new String(server.process().bytes(), StandardCharsets.ISO_8859_1);
            var received = Pattern.compile("\\{(\\d*+)}").matcher(said);
            assertEquals(true, received.find());
            assertEquals(Bodies.digest(up), Bodies.digest(received.group(1).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @ParameterizedTest(name = "{0} {1} bytes")
    @MethodSource("sizes")
    void ourServer(Suite suite, int size) throws Exception {
        byte[] up = Bodies.bytes(size, 3);
        byte[] down = Bodies.bytes(size, 4);
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        Wishes wishes = Wishes.of(suite.protocol()).suite(suite);
        LocalServer.Service both = socket -> {
            Thread download = Bodies.write(socket.getOutputStream(), down);
            received.add(Bodies.digest(Bodies.read(socket.getInputStream(), up.length)));
            join(download);
        };
        try (LocalServer server = LocalServer.start(context, wishes, both);
                OpenSslClient client = OpenSslClient.startPipe(server.port(), List.of())) {
            client.process().input().write(up);
            client.process().input().flush();
            assertEquals(Optional.empty(), server.next().failure());
            client.process().awaitExit();
            assertEquals(Bodies.digest(up), received.take());
            assertEquals(Bodies.digest(down), Bodies.digest(client.process().bytes()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] framed(byte[] body) {
        byte[] framed = new byte[body.length + 2];
        framed[0] = '{';
        System.arraycopy(body, 0, framed, 1, body.length);
        framed[framed.length - 1] = '}';
        return framed;
    }
}
