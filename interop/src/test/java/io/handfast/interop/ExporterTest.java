package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.HandfastConnection;
import io.handfast.HandfastSession;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keying material that OpenSSL exports from the same connection (RFC 5705, RFC 8446 §7.5). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExporterTest {
    private static final String LABEL = "EXPERIMENTAL-handfast";
    private static final int LENGTH = 40;
    private static final Pattern MATERIAL = Pattern.compile("Keying material: ([0-9A-F]+)");
    private static final List<String> OPTIONS =
            List.of("-keymatexport", LABEL, "-keymatexportlen", Integer.toString(LENGTH));

    @ParameterizedTest(name = "our server, {0}")
    @EnumSource(names = {"TLS13", "TLS12"})
    void withOpenSslAsClient(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        BlockingQueue<String> ours = new LinkedBlockingQueue<>();
        try (LocalServer server = LocalServer.start(context, Wishes.of(protocol), socket -> {
                    ours.add(exported(socket));
                    Talk.reverse(socket);
                });
                OpenSslClient client = OpenSslClient.start(server.port(), OPTIONS)) {
            String theirs = client.process().await(MATERIAL).group(1);
            assertEquals(theirs, ours.poll(20, TimeUnit.SECONDS));
            client.process().input().close();
        }
    }

    @ParameterizedTest(name = "our client, {0}")
    @EnumSource(names = {"TLS13", "TLS12"})
    void withOpenSslAsServer(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", OPTIONS);
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            socket.startHandshake();
            String ours = exported(socket);
            assertEquals(server.process().await(MATERIAL).group(1), ours);
        }
    }

    private static String exported(SSLSocket socket) throws IOException {
        HandfastSession session = HandfastConnection.of(socket).session().orElseThrow();
        return HexFormat.of().withUpperCase().formatHex(session.exportKeyingMaterialData(LABEL, null, LENGTH));
    }
}
