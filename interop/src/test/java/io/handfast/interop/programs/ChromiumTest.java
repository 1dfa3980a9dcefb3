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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A browser, Chromium without a screen, fetches a page from Undertow over the provider (RFC 10024, RFC 8879). */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ChromiumTest {

    private final Queue<HandshakeEvent> events = new ConcurrentLinkedQueue<>();

    @TempDir
    @Nullable
    Path home;

    @ParameterizedTest(name = "HTTP/2: {0}")
    @CsvSource({"true, HTTP/2.0", "false, HTTP/1.1"})
    void aPage(boolean http2, String protocol) throws Exception {
        Loaded page = load(http2, List.of("--ignore-certificate-errors-spki-list=" + ownKey()));
        assertTrue(page.text().contains("<p>" + protocol + ", TLSv1.3, X25519MLKEM768</p>"), page.text());
        assertEquals(0, page.status());
        // Chromium asks for Brotli; with brotli4j on the class path, that is what it gets.
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.sent()
                                && event.name().equals("CompressedCertificate")
                                && "brotli".equals(event.fields().get("compression"))),
                () -> "events: " + events);
    }

    /** Where its user has put our root among the authorities, the page loads as any; where not, it does not. */
    @ParameterizedTest(name = "root trusted: {0}")
    @ValueSource(booleans = {true, false})
    void aPageUnderARootOfTheUser(boolean trusted) throws Exception {
        String certutil = AbsentPeers.require("certutil").toString();
        Path database = Files.createDirectories(
                Objects.requireNonNull(home).resolve(".pki").resolve("nssdb"));
        run(certutil, "-d", "sql:" + database, "-N", "--empty-password");
        if (trusted) {
            String root = Pki.pki().directory().resolve("root.pem").toString();
            run(certutil, "-d", "sql:" + database, "-A", "-t", "C,,", "-n", "interop", "-i", root);
        }
        Loaded page = load(true, List.of());
        assertEquals(trusted, page.text().contains("<p>HTTP/2.0, TLSv1.3, X25519MLKEM768</p>"), page.text());
        assertEquals(!trusted, page.text().contains("ERR_CERT_AUTHORITY_INVALID"), page.text());
    }

    private void run(String... command) throws Exception {
        try (PeerProcess process = PeerProcess.start(Objects.requireNonNull(home), List.of(command))) {
            assertEquals(0, process.awaitExit(), process::text);
        }
    }

    /** How the browser ended, and what it made of our page, in HTML. */
    private record Loaded(int status, String text) {}

    private Loaded load(boolean http2, List<String> options) throws Exception {
        String browser = AbsentPeers.require("chromium-headless-shell").toString();
        SSLContext context = HandfastContext.builder(new HandfastProvider().listener(events::add))
                .keyStore(Pki.pki().server(KeyKind.P256).keyStore(), Credential.PASSWORD.toCharArray())
                .build();
        try (ServerProgram server = UndertowServer.start(context, http2);
                PeerProcess process =
                        PeerProcess.start(Objects.requireNonNull(home), command(browser, options, server.port()))) {
            int status = process.awaitExit();
            return new Loaded(status, process.text());
        }
    }

    /** The hash of the key that a browser which is a stranger to our root is told to trust. */
    private static String ownKey() throws Exception {
        byte[] key = Pki.pki().server(KeyKind.P256).leaf().getPublicKey().getEncoded();
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    }

    /** Chromium at home in a folder of the test. Nothing leaves this machine. */
    private List<String> command(String browser, List<String> options, int port) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "HOME=" + home,
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
                "--dump-dom"));
        command.addAll(options);
        command.add("https://" + Pki.HOST + ":" + port + "/");
        return command;
    }
}
