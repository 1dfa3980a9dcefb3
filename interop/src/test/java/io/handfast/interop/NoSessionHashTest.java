package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.HandfastSession;
import io.handfast.tools.certificates.KeyKind;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS 1.2 with a GnuTLS that does not know the extended master secret: nothing is exported, and nothing resumed (RFC 7627 §5). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NoSessionHashTest {
    private static final String WITHOUT = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH";

    private static void assertNothingIsExported(HandfastSession session) {
        assertFalse(session.extendedMasterSecret());
        assertThrows(SSLKeyException.class, () -> session.exportKeyingMaterialData("EXPERIMENTAL", null, 32));
        assertThrows(SSLKeyException.class, () -> session.exportKeyingMaterialKey("AES", "EXPERIMENTAL", null, 32));
        assertEquals(Optional.empty(), session.channelBinding("tls-exporter"));
        assertEquals(Optional.empty(), session.channelBinding("tls-unique"));
        assertFalse(session.resumed());
    }

    @Test
    void ourClient() throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        try (GnuTlsServer server = GnuTlsServer.start("server-RSA", WITHOUT)) {
            for (int i = 0; i < 2; i++) {
                try (SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS12), server.port())) {
                    Talk.send(socket, "handfast");
                    assertEquals("handfast", Talk.receive(socket));
                    assertNothingIsExported(HandfastSession.of(socket.getSession()));
                }
            }
        }
    }

    @Test
    void ourServer() throws Exception {
        SSLContext context = Stack.HANDFAST.context(
                Optional.of(Pki.pki().server(KeyKind.RSA)), Pki.pki().root());
        BlockingQueue<Optional<Throwable>> checks = new LinkedBlockingQueue<>();
        try (LocalServer server = LocalServer.start(context, Wishes.of(Protocol.TLS12), socket -> {
                    checks.add(check(HandfastSession.of(socket.getSession())));
                    Talk.reverse(socket);
                });
                GnuTlsClient client = GnuTlsClient.start(server.port(), WITHOUT)) {
            client.process().await("Simple Client Mode");
            client.process().type("handfast\n");
            client.process().await("tsafdnah");
            client.process().input().close();
            assertEquals(Optional.empty(), checks.take());
        }
    }

    /** What is wrong, told on the test's own thread. */
    private static Optional<Throwable> check(HandfastSession session) {
        try {
            assertNothingIsExported(session);
            return Optional.empty();
        } catch (AssertionError wrong) {
            return Optional.of(wrong);
        }
    }
}
