package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Peers that answer {@code max_fragment_length} (RFC 6066 §4; OpenSSL) or {@code record_size_limit} (RFC 8449; GnuTLS), and
 * keep to it, as the records on the way show.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ShortRecordsTest {

    private static final String LINE = "handfast ".repeat(1000);

    /** What protection adds to 512 bytes of content, at the most. */
    private static final int LONGEST = 512 + 256;

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void openSslServer(Protocol protocol) throws Exception {
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-rev"))) {
            String answer = answerInShortRecords(server.port(), protocol);
            assertEquals(LINE, new StringBuilder(answer).reverse().toString());
        }
    }

    /** RFC 6066 §4: the length goes with the session, so a session is offered for the same length alone. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void anotherSizeThanBefore(Protocol protocol) throws Exception {
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-rev"))) {
            SSLContext context =
                    Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
            for (int size : new int[] {LONGEST + 5, LONGEST + 5, 0, 1024 + 256 + 5, LONGEST + 5, 0}) {
                try (SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setMaximumPacketSize(size);
                    socket.setSSLParameters(parameters);
                    Talk.send(socket, LINE);
                    assertEquals(
                            LINE,
                            new StringBuilder(Talk.receive(socket)).reverse().toString());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void gnuTlsServer(Protocol protocol) throws Exception {
        try (GnuTlsServer server = GnuTlsServer.start("server-P256", "NORMAL")) {
            assertEquals(LINE, answerInShortRecords(server.port(), protocol));
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void openSslClient(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, Wishes.of(protocol), Talk::reverse);
                RecordRelay relay = RecordRelay.start(server.port());
                OpenSslClient client =
                        OpenSslClient.start(relay.port(), List.of(protocol.option(), "-maxfraglen", "512"))) {
            client.awaitVerified();
            client.process().type(LINE + "tail\n");
            client.process().await("liat");
            client.process().await(new StringBuilder("handfast").reverse() + "\n");
            assertTrue(relay.longestOfServer() <= LONGEST, "longest: " + relay.longestOfServer());
            assertTrue(relay.longestOfClient() <= LONGEST, "longest: " + relay.longestOfClient());
        }
    }

    private static String answerInShortRecords(int port, Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (RecordRelay relay = RecordRelay.start(port);
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), relay.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setMaximumPacketSize(LONGEST + 5);
            socket.setSSLParameters(parameters);
            Talk.send(socket, LINE);
            String answer = Talk.receive(socket);
            assertTrue(relay.longestOfServer() <= LONGEST, "longest: " + relay.longestOfServer());
            return answer;
        }
    }
}
