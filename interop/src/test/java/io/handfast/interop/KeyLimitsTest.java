package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.KeyKind;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that change by themselves after so many bytes, with OpenSSL in both roles (RFC 8446 §4.6.3, §5.5). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KeyLimitsTest {
    private static final String PROPERTY = "jdk.tls.keyLimits";

    /** No line is longer than OpenSSL turns round at once. */
    private static final String LINE = "x".repeat(15_000);

    /** So many lines pass the limit more than twice. */
    private static final int LINES = 14;

    private static final String RECEIVED = "<<< TLS 1\\.3, Handshake \\[length 0005\\], KeyUpdate";

    private final String before = Security.getProperty(PROPERTY);

    @BeforeEach
    void fewBytes() {
        Security.setProperty(PROPERTY, "AES/GCM/NoPadding KeyUpdate 2^16");
    }

    @AfterEach
    void asItWas() {
        Security.setProperty(PROPERTY, before);
    }

    @Test
    void ourClientChangesItsKeys() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (OpenSslServer server = OpenSslServer.start("server-P256", List.of("-tls1_3", "-rev"));
                SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            for (int i = 0; i < LINES; i++) {
                Talk.send(socket, LINE);
                assertEquals(LINE, Talk.receive(socket));
            }
            server.awaitReceived("KeyUpdate", 2);
        }
    }

    @Test
    void ourServerChangesItsKeys() throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        try (LocalServer server = LocalServer.start(context, Wishes.of(Protocol.TLS13), socket -> {
                    for (int i = 0; i < LINES; i++) {
                        assertEquals("more", Talk.receive(socket));
                        Talk.send(socket, LINE + i);
                    }
                });
                OpenSslClient client = OpenSslClient.start(server.port(), List.of("-tls1_3"))) {
            client.awaitVerified();
            for (int i = 0; i < LINES; i++) {
                client.process().type("more\n");
                client.process().await("x" + i + "\n");
            }
            client.process().input().close();
            assertEquals(Optional.empty(), server.next().failure());
            assertTrue(client.process().text().split(RECEIVED, -1).length > 2);
        }
    }
}
