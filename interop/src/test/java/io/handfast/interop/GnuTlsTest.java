package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GnuTLS in both roles: each kind of key exchange and cipher, encrypt-then-MAC, sessions taken up again. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GnuTlsTest {

    private static final String REST = ":+SIGN-ALL:+COMP-NULL:+CTYPE-X509";

    /** Key exchange, cipher and MAC in the words of GnuTLS, and how its description of the connection ends. */
    private static final String ROWS = """
            TLSv1.3, TLS_AES_128_GCM_SHA256,                        +AES-128-GCM:+AEAD:+GROUP-X25519,             (AES-128-GCM),                 P256
            TLSv1.3, TLS_AES_256_GCM_SHA384,                        +AES-256-GCM:+AEAD:+GROUP-FFDHE3072,          (AES-256-GCM),                 RSASSA_PSS
            TLSv1.3, TLS_CHACHA20_POLY1305_SHA256,                  +CHACHA20-POLY1305:+AEAD:+GROUP-SECP384R1,    (CHACHA20-POLY1305),           ED25519
            TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,         +ECDHE-RSA:+AES-256-GCM:+AEAD,                (AES-256-GCM),                 RSA
            TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, +ECDHE-ECDSA:+CHACHA20-POLY1305:+AEAD,        (CHACHA20-POLY1305),           P384
            TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CCM,              +ECDHE-ECDSA:+AES-128-CCM:+AEAD,              (AES-128-CCM),                 P256
            TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8,            +ECDHE-ECDSA:+AES-256-CCM-8:+AEAD,            (AES-256-CCM-8),               P256
            TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,           +DHE-RSA:+AES-128-GCM:+AEAD,                  (AES-128-GCM),                 RSA
            TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256,               +RSA:+AES-128-GCM:+AEAD,                      (AES-128-GCM),                 RSA
            TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,            +ECDHE-RSA:+AES-128-CBC:+SHA1,                (AES-128-CBC)-(SHA1),          RSA
            TLSv1.2, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256,           +DHE-RSA:+AES-256-CBC:+SHA256,                (AES-256-CBC)-(SHA256),        RSA
            TLSv1.2, TLS_RSA_WITH_AES_256_CBC_SHA,                  +RSA:+AES-256-CBC:+SHA1,                      (AES-256-CBC)-(SHA1),          RSA
            TLSv1.2, TLS_RSA_WITH_3DES_EDE_CBC_SHA,                 +RSA:+3DES-CBC:+SHA1,                         (3DES-CBC)-(SHA1),             RSA
            """;

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = ROWS)
    void ourServer(String protocol, String jsse, String priority, String described, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(kind)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, wishes(protocol, jsse), Talk::reverse);
                GnuTlsClient client = GnuTlsClient.start(server.port(), only(protocol, priority))) {
            client.process().await("Simple Client Mode");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            String said = client.process().text();
            assertTrue(said.contains(described), said);
            assertEquals(described.contains("CBC"), said.contains(" EtM"), said);
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            assertEquals(jsse, served.suite());
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = ROWS)
    void ourClient(String protocol, String jsse, String priority, String described, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-" + kind, only(protocol, priority));
                SSLSocket socket = Talk.connect(context, wishes(protocol, jsse), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("handfast", Talk.receive(socket));
            assertEquals(jsse, socket.getSession().getCipherSuite());
            server.process().await("Channel bindings");
            String said = server.process().text();
            assertEquals(described.contains("CBC"), said.contains(" EtM"), said);
        }
    }

    /** A MAC that is encrypted along, with a peer that does not know better. */
    @ParameterizedTest
    @CsvSource({"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, +ECDHE-RSA:+AES-128-CBC:+SHA1"})
    void ourClientWithoutEncryptThenMac(String jsse, String priority) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-RSA", only("TLSv1.2", priority) + ":%NO_ETM");
                SSLSocket socket = Talk.connect(context, wishes("TLSv1.2", jsse), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("handfast", Talk.receive(socket));
        }
    }

    /** RFC 5246 §7.3, RFC 5077, RFC 8446 §2.2: the second connection of the client is no full handshake. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void ourServerTakesASessionUpAgain(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, Wishes.of(protocol), Talk::reverse);
                GnuTlsClient client =
                        GnuTlsClient.start(server.port(), versions(protocol.jsse(), "NORMAL"), "--resume")) {
            client.process().await("This is a resumed session");
            client.process().await(Pattern.compile("(?s)This is a resumed session.*Simple Client Mode"));
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void ourClientTakesASessionUpAgain(Protocol protocol) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-P256", "NORMAL")) {
            for (int i = 0; i < 2; i++) {
                try (SSLSocket socket = Talk.connect(context, Wishes.of(protocol), server.port())) {
                    Talk.send(socket, "handfast");
                    assertEquals("handfast", Talk.receive(socket));
                }
            }
            server.process().await("This is a resumed session");
        }
    }

    private static String only(String protocol, String choice) {
        // A row of TLS 1.3 names its group, one of TLS 1.2 leaves it open.
        String groups = choice.contains("GROUP") ? "" : ":+GROUP-ALL";
        return "NONE:+VERS-" + protocol.replace("v", "") + ":" + choice + groups + REST;
    }

    private static String versions(String protocol, String priority) {
        return priority + ":-VERS-ALL:+VERS-" + protocol.replace("v", "");
    }

    private static Wishes wishes(String protocol, String suite) {
        return new Wishes(List.of(protocol), List.of(suite), List.of(), List.of(), false);
    }
}
