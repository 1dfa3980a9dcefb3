package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastProvider;
import io.handfast.HandshakeEvent;
import io.handfast.interop.AbsentPeers;
import io.handfast.interop.Pki;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.process.PeerProcess;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser, Chromium without a screen, fetches a page from Undertow over the provider (RFC 10024, RFC 8879). */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ChromiumTest {

    private final Queue<HandshakeEvent> events = new ConcurrentLinkedQueue<>();

    @TempDir
    @Nullable
    Path home;

    @ParameterizedTest(name = "HTTP/2: {0}")
    @CsvSource({"true, HTTP/2.0", "false, HTTP/1.1"})
    void aPage(boolean http2, String protocol) throws Exception {
        String browser = AbsentPeers.require("chromium-headless-shell").toString();
        Credential own = Pki.pki().server(KeyKind.P256);
        SSLContext context = HandfastContext.builder(new HandfastProvider().listener(events::add))
                .keyStore(own.keyStore(), Credential.PASSWORD.toCharArray())
                .build();
        try (ServerProgram server = UndertowServer.start(context, http2);
                PeerProcess process =
                        PeerProcess.start(Objects.requireNonNull(home), command(browser, own, server.port()))) {
            int status = process.awaitExit();
            assertTrue(process.text().contains("<p>" + protocol + ", TLSv1.3, X25519MLKEM768</p>"), process.text());
            assertEquals(0, status);
        }
        // Chromium asks for Brotli; with brotli4j on the class path, that is what it gets.
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.sent()
                                && event.name().equals("CompressedCertificate")
                                && "brotli".equals(event.fields().get("compression"))),
                () -> "events: " + events);
    }

    /** Chromium as a stranger to our root: it is told the key that it may trust. Nothing leaves this machine. */
    private List<String> command(String browser, Credential own, int port) throws Exception {
        byte[] key = MessageDigest.getInstance("SHA-256")
                .digest(own.leaf().getPublicKey().getEncoded());
        return List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + home,
                "--host-resolver-rules=MAP * 127.0.0.1",
                "--ignore-certificate-errors-spki-list=" + Base64.getEncoder().encodeToString(key),
                "--dump-dom",
                "https://" + Pki.HOST + ":" + port + "/");
    }
}
