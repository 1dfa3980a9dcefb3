package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenSSL's server wants another handshake on a connection, also to see a client certificate late (RFC 5746, RFC 5246 §7.4.1.1). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RenegotiationTest {
    private static final String PROPERTY = "io.handfast.renegotiation";

    /** @param command {@code r} for just another handshake, {@code R} for one with a client certificate */
    @ParameterizedTest(name = "{0} {1}, {2}")
    @CsvSource({
        "TLSv1.2, ECDHE-ECDSA-AES128-GCM-SHA256, P256, r",
        "TLSv1.2, ECDHE-ECDSA-AES128-GCM-SHA256, P256, R",
        "TLSv1.2, AES256-SHA, RSA, R",
        "TLSv1.1, ECDHE-RSA-AES128-SHA, RSA, R",
        "TLSv1, ECDHE-RSA-AES128-SHA, RSA, R"
    })
    void ourClientRenegotiates(String version, String cipher, KeyKind key, String command) throws Exception {
        List<String> options = new ArrayList<>(List.of("-cipher", cipher + ":@SECLEVEL=0", "-CAfile", "root.pem"));
        Wishes wishes = new Wishes(List.of(version), List.of(jsse(cipher)), List.of(), List.of(), false);
        try (OpenSslServer server = OpenSslServer.start("server-" + key, options);
                SSLSocket socket = Talk.connect(context(), wishes, server.port())) {
            Talk.send(socket, "before");
            server.process().await("efore");
            for (int round = 1; round <= 2; round++) {
                CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> receive(socket));
                server.process().type(command + "\n");
                // One Finished of the first handshake, and one of each that came after.
                server.process().await(received("Finished", round + 1));
                server.process().type("after\n");
                assertEquals("after", read.get(20, TimeUnit.SECONDS));
                Talk.send(socket, "answer" + round);
                server.process().await("nswer" + round);
            }
            if (command.equals("R")) {
                server.process().await(received("CertificateVerify", 1));
                server.process().await("depth=0");
                assertFalse(server.process().text().contains("verify error"));
            }
        }
    }

    private static SSLContext context() throws Exception {
        System.setProperty(PROPERTY, "client");
        try {
            return Stack.HANDFAST.context(
                    Optional.of(Pki.pki().client(KeyKind.RSA)), Pki.pki().root());
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    private static String receive(SSLSocket socket) {
        try {
            return Talk.receive(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jsse(String cipher) {
        return switch (cipher) {
            case "ECDHE-ECDSA-AES128-GCM-SHA256" -> "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
            case "ECDHE-RSA-AES128-SHA" -> "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA";
            default -> "TLS_RSA_WITH_AES_256_CBC_SHA";
        };
    }

    private static Pattern received(String message, int times) {
        return Pattern.compile(
                "(?s)(?:<<< TLS 1\\.\\d, Handshake \\[length \\w+\\], " + message + ".*?){" + times + "}");
    }
}
