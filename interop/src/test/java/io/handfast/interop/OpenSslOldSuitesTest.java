package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The TLS 1.2 suites that old and small peers need, in both roles (RFC 5246 Appendix C, RFC 5289, RFC 7251, RFC 7366). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OpenSslOldSuitesTest {
    private static final String AEAD = """
            TLS_ECDHE_ECDSA_WITH_AES_128_CCM,        ECDHE-ECDSA-AES128-CCM,      P256
            TLS_ECDHE_ECDSA_WITH_AES_256_CCM,        ECDHE-ECDSA-AES256-CCM,      P256
            TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,      ECDHE-ECDSA-AES128-CCM8,     P256
            TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8,      ECDHE-ECDSA-AES256-CCM8,     P256
            TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     DHE-RSA-AES128-GCM-SHA256,   RSA
            TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,     DHE-RSA-AES256-GCM-SHA384,   RSA
            TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, DHE-RSA-CHACHA20-POLY1305, RSA
            """;

    private static final String CBC = """
            TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, ECDHE-ECDSA-AES128-SHA256,   P256
            TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, ECDHE-ECDSA-AES256-SHA384,   P256
            TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,    ECDHE-ECDSA-AES128-SHA,      P256
            TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,    ECDHE-ECDSA-AES256-SHA,      P256
            TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,   ECDHE-RSA-AES128-SHA256,     RSA
            TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,   ECDHE-RSA-AES256-SHA384,     RSA
            TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,      ECDHE-RSA-AES128-SHA,        RSA
            TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,      ECDHE-RSA-AES256-SHA,        RSA
            TLS_DHE_RSA_WITH_AES_128_CBC_SHA256,     DHE-RSA-AES128-SHA256,       RSA
            TLS_DHE_RSA_WITH_AES_256_CBC_SHA256,     DHE-RSA-AES256-SHA256,       RSA
            TLS_DHE_RSA_WITH_AES_128_CBC_SHA,        DHE-RSA-AES128-SHA,          RSA
            TLS_DHE_RSA_WITH_AES_256_CBC_SHA,        DHE-RSA-AES256-SHA,          RSASSA_PSS
            TLS_RSA_WITH_AES_128_CBC_SHA256,         AES128-SHA256,               RSA
            TLS_RSA_WITH_AES_256_CBC_SHA256,         AES256-SHA256,               RSA
            TLS_RSA_WITH_AES_128_CBC_SHA,            AES128-SHA,                  RSA
            TLS_RSA_WITH_AES_256_CBC_SHA,            AES256-SHA,                  RSA
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = AEAD + CBC)
    void ourServer(String jsse, String openSsl, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(kind)), Pki.pki().root());
        List<String> options = List.of("-tls1_2", "-cipher", openSsl + ":@SECLEVEL=0");
        try (LocalServer server = LocalServer.start(context, wishes(jsse), Talk::reverse);
                OpenSslClient client = OpenSslClient.start(server.port(), options)) {
            client.awaitVerified();
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertTrue(client.process().text().contains("Cipher is " + openSsl));
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            assertEquals(jsse, served.suite());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = AEAD + CBC)
    void ourClient(String jsse, String openSsl, KeyKind kind) throws Exception {
        talkTo("server-" + kind, jsse, List.of("-rev", "-tls1_2", "-cipher", openSsl + ":@SECLEVEL=0"));
    }

    /** OpenSSL offers and takes encrypt-then-MAC on its own; here it must not. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = CBC)
    void ourClientWithoutEncryptThenMac(String jsse, String openSsl, KeyKind kind) throws Exception {
        talkTo("server-" + kind, jsse, List.of("-rev", "-tls1_2", "-no_etm", "-cipher", openSsl + ":@SECLEVEL=0"));
    }

    private static void talkTo(String credential, String jsse, List<String> options) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start(credential, options);
                SSLSocket socket = Talk.connect(context, wishes(jsse), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(jsse, socket.getSession().getCipherSuite());
        }
    }

    private static Wishes wishes(String suite) {
        return new Wishes(List.of("TLSv1.2"), List.of(suite), List.of(), List.of(), false);
    }
}
