package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.RawPublicKeys;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys without certificates, with GnuTLS in both roles (RFC 7250). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RawPublicKeysTest {
    private static final String ROWS = """
            TLSv1.3, RSA
            TLSv1.3, ED25519
            TLSv1.2, RSA
            """;

    private static Credential server(KeyKind kind) {
        return Pki.pki().server(kind);
    }

    private static Credential client() {
        return Pki.pki().client(KeyKind.RSA);
    }

    private static RawPublicKeys showing(Credential own) {
        return RawPublicKeys.none().show(own.key(), own.leaf().getPublicKey());
    }

    private static UnaryOperator<SSLParameters> with(RawPublicKeys keys, boolean clientToo) {
        return parameters -> {
            HandfastParameters ours = HandfastParameters.of(parameters);
            ours.setRawPublicKeys(keys);
            ours.setNeedClientAuth(clientToo);
            return ours;
        };
    }

    private static String priority(String version) {
        return "NORMAL:-VERS-ALL:+VERS-" + version.replace("v", "") + ":-CTYPE-ALL:+CTYPE-SRV-RAWPK:+CTYPE-CLI-RAWPK";
    }

    @ParameterizedTest
    @CsvSource(textBlock = ROWS)
    void ourServer(String version, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        PublicKey ofClient = client().leaf().getPublicKey();
        BlockingQueue<HandfastSession> sessions = new LinkedBlockingQueue<>();
        try (LocalServer server =
                        LocalServer.start(context, with(showing(server(kind)).trust(ofClient), true), socket -> {
                            sessions.add(HandfastSession.of(socket.getSession()));
                            Talk.reverse(socket);
                        });
                GnuTlsClient client = GnuTlsClient.start(
                        server.port(),
                        priority(version),
                        "--insecure",
                        "--rawpkkeyfile=client-RSA.key",
                        "--rawpkfile=" + written("client-RSA", ofClient))) {
            client.process().await("Simple Client Mode");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            String said = client.process().text();
            assertTrue(said.contains("Got 1 Raw public-key(s)."), said);
            assertEquals(Optional.empty(), server.next().failure());
            HandfastSession session = sessions.take();
            assertTrue(session.peerShowedRawPublicKey());
            assertEquals(Optional.of(ofClient), session.peerPublicKey());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = ROWS)
    void ourClient(String version, KeyKind kind) throws Exception {
        PublicKey ofServer = server(kind).leaf().getPublicKey();
        try (GnuTlsServer server = rawServer(version, kind, "--require-client-cert")) {
            SSLContext context =
                    Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
            try (SSLSocket socket = Talk.connect(context, Wishes.none(), server.port())) {
                socket.setSSLParameters(
                        with(showing(client()).trust(ofServer), false).apply(socket.getSSLParameters()));
                Talk.send(socket, "handfast");
                assertEquals("handfast", Talk.receive(socket));
                HandfastSession session = HandfastSession.of(socket.getSession());
                assertEquals(Optional.of(ofServer), session.peerPublicKey());
                assertEquals(version, session.session().getProtocol());
            }
        }
    }

    @Test
    void ourClientRefusesAnotherKey() throws Exception {
        try (GnuTlsServer server = rawServer("TLSv1.3", KeyKind.RSA)) {
            SSLContext context =
                    Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
            try (SSLSocket socket = Talk.connect(context, Wishes.none(), server.port())) {
                RawPublicKeys wrong = RawPublicKeys.none().trust(client().leaf().getPublicKey());
                socket.setSSLParameters(with(wrong, false).apply(socket.getSSLParameters()));
                SSLException refusal = assertThrows(SSLException.class, socket::startHandshake);
                assertTrue(String.valueOf(refusal.getMessage()).contains("is not trusted"), refusal::toString);
            }
        }
    }

    private static GnuTlsServer rawServer(String version, KeyKind kind, String... options) throws Exception {
        return GnuTlsServer.start(
                "server-" + kind,
                priority(version),
                Stream.concat(
                                Stream.of(options),
                                Stream.of(
                                        "--rawpkkeyfile=server-" + kind + ".key",
                                        "--rawpkfile="
                                                + written(
                                                        "server-" + kind,
                                                        server(kind).leaf().getPublicKey())))
                        .toArray(String[]::new));
    }

    /** The key in a file, as GnuTLS reads it. */
    private static String written(String name, PublicKey key) throws IOException {
        Path file = Pki.pki().directory().resolve(name + ".public");
        file.toFile().deleteOnExit();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n");
        return file.getFileName().toString();
    }
}
