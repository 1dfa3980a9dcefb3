package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openssl s_client} against our server (RFC 8446 §2, RFC 5246 §7.3). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslClientTest {

    static Stream<Combination> combinations() {
        return Combination.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("combinations")
    void everythingThereIsToChoose(Combination chosen) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                chosen.protocol().option(),
                chosen.suite().option(),
                chosen.suite().openSsl(),
                "-groups",
                chosen.group().openSsl(chosen.protocol(), chosen.server())));
        chosen.client().ifPresent(kind -> options.addAll(credential("client-" + kind)));
        Wishes wishes = Wishes.of(chosen.protocol())
                .suite(chosen.suite())
                .group(chosen.group())
                .needClientCertificate(chosen.client().isPresent());
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(chosen.server())), Pki.pki().root(), wishes);
        try (LocalServer server = LocalServer.start(context, wishes, Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            roundTrip(client);
            String said = client.process().text();
            assertTrue(said.contains("Cipher is " + chosen.suite().openSsl()), said);
            if (!chosen.suite().keyTransport()) {
                assertTrue(said.contains("Server Temp Key: " + chosen.group().temporaryKey()), said);
            }
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            assertEquals(chosen.protocol().jsse(), served.protocol());
            assertEquals(chosen.suite().jsse(), served.suite());
            assertEquals(List.of(Pki.HOST), served.serverNames());
            assertEquals(
                    chosen.client().map(kind -> "CN=client " + kind),
                    served.client().map(Object::toString));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Group.class)
    void aGroupWithoutAKeyShareIsAskedForByHelloRetryRequest(Group group) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        List<String> options = List.of("-tls1_3", "-groups", Group.UNKNOWN_TO_US + ":" + group.openSsl());
        try (LocalServer server = LocalServer.start(context, Wishes.of(Protocol.TLS13), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            roundTrip(client);
            assertTrue(client.wasRetried());
            assertTrue(client.process().text().contains("Server Temp Key: " + group.temporaryKey()));
            assertEquals(Optional.empty(), server.next().failure());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Protocol.class)
    void ourOrderChoosesTheApplicationProtocol(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        List<String> options = List.of(protocol.option(), "-alpn", "spdy/1,http/1.1,h2");
        try (LocalServer server =
                        LocalServer.start(context, Wishes.of(protocol).alpn("h2", "http/1.1"), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            roundTrip(client);
            assertTrue(client.process().text().contains("ALPN protocol: h2"));
            assertEquals("h2", server.next().applicationProtocol());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(KeyKind.class)
    void ofAllVersionsTheNewestIsTaken(KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(kind)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, Wishes.none(), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), List.of())) {
            client.awaitVerified();
            roundTrip(client);
            assertEquals("TLSv1.3", server.next().protocol());
        }
    }

    private static void roundTrip(OpenSslClient client) throws Exception {
        client.process().type("handfast\n");
        client.process().await("tsafdnah");
        client.process().input().close();
    }

    private static List<String> credential(String name) {
        return List.of("-cert", name + ".crt", "-key", name + ".key", "-cert_chain", name + ".chain");
    }
}
