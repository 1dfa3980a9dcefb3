package io.handfast.tools.demo;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The {@code openssl} command as server and as client. */
final class OpenSsl {

    private static final Pattern ACCEPTING = Pattern.compile("ACCEPT [\\d.]+:(\\d+)");
    private static final Pattern NEGOTIATED = Pattern.compile("New, (\\S+), Cipher is (\\S+)");
    private static final Pattern VERIFIED = Pattern.compile("Verify return code: 0 \\(ok\\)");

    private OpenSsl() {}

    /** Starts {@code openssl s_server}, which serves the page of the workshop, on a free port. */
    static PeerProcess server(Workshop workshop, Version version) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-HTTP",
                version.openSslOption(),
                "-cert",
                "server.crt",
                "-key",
                "server.key",
                "-cert_chain",
                "server.chain"));
        if (version == Version.TLS12_RSA) {
            command.addAll(List.of("-cipher", "AES128-GCM-SHA256"));
        }
        return PeerProcess.start(workshop.directory(), command);
    }

    /** The address at which such a server listens. */
    static URI address(PeerProcess server) throws InterruptedException, TimeoutException {
        MatchResult accepting = server.await(ACCEPTING);
        return URI.create("https://localhost:" + accepting.group(1) + "/body");
    }

    /** Sends the page with {@code openssl s_client}, which checks chain and name, and takes it back. */
    static Outcome client(Workshop workshop, Version version, int port)
            throws IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-servername",
                "localhost",
                "-CAfile",
                "root.pem",
                "-verify_return_error",
                "-verify_hostname",
                "localhost",
                "-nocommands",
                "-ign_eof",
                version.openSslOption()));
        if (version == Version.TLS12_RSA) {
            command.addAll(List.of("-cipher", "AES128-GCM-SHA256"));
        }
        byte[] body = workshop.body().bytes();
        try (PeerProcess client = PeerProcess.startBinary(workshop.directory(), command)) {
            try (OutputStream request = client.input()) {
                request.write(("POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                request.write(body);
            }
            client.awaitExit();
            return outcome(client, body.length);
        }
    }

    private static Outcome outcome(PeerProcess client, int length) throws IOException {
        // The client reports in text before and between the bytes of the page: read it as Latin-1, one char a byte.
        String said = new String(client.bytes(), StandardCharsets.ISO_8859_1);
        var negotiated = NEGOTIATED.matcher(said);
        int head = said.indexOf("HTTP/1.1 200 OK");
        int start = said.indexOf("\r\n\r\n", Math.max(0, head)) + 4;
        if (!negotiated.find() || !VERIFIED.matcher(said).find() || head < 0 || start + length > said.length()) {
            throw new IOException("openssl s_client got no page:\n" + client.text());
        }
        byte[] page = Arrays.copyOfRange(client.bytes(), start, start + length);
        return new Outcome(negotiated.group(1), standardName(negotiated.group(2)), Body.digestOf(page));
    }

    /** OpenSSL writes TLS 1.2 suites its own way: {@code ECDHE-RSA-AES256-GCM-SHA384}. */
    private static String standardName(String suite) {
        if (suite.startsWith("TLS_")) {
            return suite;
        }
        String cipher =
                suite.replace("AES128", "AES_128").replace("AES256", "AES_256").replace('-', '_');
        return cipher.startsWith("ECDHE_RSA_")
                ? "TLS_ECDHE_RSA_WITH_" + cipher.substring("ECDHE_RSA_".length())
                : "TLS_RSA_WITH_" + cipher;
    }
}
