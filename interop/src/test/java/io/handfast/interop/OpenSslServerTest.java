package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client against {@code openssl s_server} (RFC 8446 §2, RFC 5246 §7.3). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslServerTest {

    static Stream<Combination> combinations() {
        return Combination.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    void everythingThereIsToChoose(Combination chosen) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-rev",
                chosen.protocol().option(),
                chosen.suite().option(),
                chosen.suite().openSsl(),
                // Of the curves it allows, the server takes the first.
                "-serverpref",
                "-groups",
                groups(chosen)));
        chosen.client().ifPresent(kind -> options.addAll(requireClient()));
        Optional<Credential> own = chosen.client().map(Pki.pki()::client);
        SSLContext context = Stack.HANDFAST.context(own, Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-" + chosen.server(), options);
                SSLSocket socket =
                        Talk.connect(context, Wishes.of(chosen.protocol()).suite(chosen.suite()), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(chosen.protocol().jsse(), socket.getSession().getProtocol());
            assertEquals(chosen.suite().jsse(), socket.getSession().getCipherSuite());
            assertEquals(
                    Pki.pki().server(chosen.server()).leaf(),
                    socket.getSession().getPeerCertificates()[0]);
            server.process().await("Ciphersuite: " + chosen.suite().openSsl());
            // A certificate that was asked for and did not come is a line without a name.
            server.process()
                    .await(chosen.client()
                            .map(kind -> "Peer certificate: CN = client " + kind)
                            .orElse("No peer certificate"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Group.class)
    void aGroupWithoutAKeyShareIsAskedForByHelloRetryRequest(Group group) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server =
                        OpenSslServer.start("server-P256", List.of("-rev", "-tls1_3", "-groups", group.openSsl()));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            server.awaitReceived("Finished", 1);
            assertEquals(group == Group.X25519 ? 1 : 2, server.received("ClientHello"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void theServersChoiceOfApplicationProtocolIsTold(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server =
                        OpenSslServer.start("server-P256", List.of("-rev", protocol.option(), "-alpn", "http/1.1,h2"));
                SSLSocket socket =
                        Talk.connect(context, Wishes.of(protocol).alpn("spdy/1", "h2", "http/1.1"), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals("http/1.1", socket.getApplicationProtocol());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void aServerWithoutAlpnChoosesNothing(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-rev", protocol.option()));
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol).alpn("h2"), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals("", socket.getApplicationProtocol());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void theServerSeesTheNameAndChoosesTheCertificateByIt(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        List<String> options = List.of(
                "-rev", protocol.option(), "-servername", Pki.HOST, "-cert2", "direct.crt", "-key2", "direct.key");
        try (OpenSslServer server = OpenSslServer.start("wrong-name", options);
                SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            server.process().await("Hostname in TLS extension: \"" + Pki.HOST + "\"");
            assertEquals(Pki.pki().direct().leaf(), socket.getSession().getPeerCertificates()[0]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(KeyKind.class)
    void ofAllVersionsTheNewestIsTaken(KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-" + kind, List.of("-rev"));
                SSLSocket socket = Talk.connect(context, Wishes.none(), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
        }
    }

    private static String groups(Combination chosen) {
        return chosen.group()
                .openSsl(chosen.protocol(), chosen.client().stream().toArray(KeyKind[]::new));
    }

    private static List<String> requireClient() {
        return List.of("-Verify", "3", "-CAfile", "root.pem", "-verify_return_error");
    }
}
