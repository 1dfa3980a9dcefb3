package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.tools.certificates.KeyKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node.js in both roles: a new OpenSSL and one of 2018 that still has 3DES (RFC 8446, RFC 5246 §A.5). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NodeTest {

    private static final String ROWS = """
            NODE_8,  TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,   ECDHE-RSA-AES128-GCM-SHA256,   RSA
            NODE_8,  TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,     DHE-RSA-AES128-GCM-SHA256,     RSA
            NODE_8,  TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256, P256
            NODE_8,  TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256,         AES128-GCM-SHA256,             RSA
            NODE_8,  TLSv1.2, TLS_RSA_WITH_AES_256_CBC_SHA,            AES256-SHA,                    RSA
            NODE_8,  TLSv1.2, TLS_RSA_WITH_3DES_EDE_CBC_SHA,           DES-CBC3-SHA,                  RSA
            NODE_24, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,   ECDHE-RSA-AES256-GCM-SHA384,   RSA
            NODE_24, TLSv1.3, TLS_AES_128_GCM_SHA256,                  TLS_AES_128_GCM_SHA256,        P256
            NODE_24, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256,            TLS_CHACHA20_POLY1305_SHA256,  ED25519
            """;

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(textBlock = ROWS)
    void ourServer(Node node, String protocol, String jsse, String openSsl, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(kind)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, wishes(protocol, jsse), Talk::reverse);
                NodeClient client =
                        NodeClient.start(node, server.port(), "protocol=" + protocol, "ciphers=" + openSsl)) {
            NodeEvent seen = client.awaitEnd().get(0);
            assertEquals(protocol, seen.protocol());
            assertEquals(openSsl, seen.cipher());
            assertEquals(1, client.answers());
            Served served = server.next();
            assertEquals(Optional.empty(), served.failure());
            assertEquals(jsse, served.suite());
        }
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(textBlock = ROWS)
    void ourClient(Node node, String protocol, String jsse, String openSsl, KeyKind kind) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (NodeServer server = NodeServer.start(
                        node,
                        "server-" + kind,
                        "protocol=" + protocol,
                        "ciphers=" + openSsl,
                        "dhparam=" + DhParameters.file(2048));
                SSLSocket socket = Talk.connect(context, wishes(protocol, jsse), server.port())) {
            Talk.send(socket, "handfast");
            assertEquals("tsafdnah", Talk.receive(socket));
            assertEquals(jsse, socket.getSession().getCipherSuite());
            NodeEvent seen = server.awaitSecure(1).get(0);
            assertEquals(protocol, seen.protocol());
            assertEquals(openSsl, seen.cipher());
        }
    }

    private static Wishes wishes(String protocol, String suite) {
        return new Wishes(List.of(protocol), List.of(suite), List.of(), List.of(), false);
    }
}
