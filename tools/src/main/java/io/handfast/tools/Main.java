package io.handfast.tools;

import io.handfast.tools.certificates.CertificateFolder;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.OcspResponder;
import io.handfast.tools.demo.Demo;
import io.handfast.tools.diagram.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The {@code handfast} command: picks the tool that the first word names and exits with its code. */
public final class Main {

    private static final String USAGE = """
            usage: handfast demo                                     every exchange over loopback, each handshake drawn
                   handfast demo https://host[:port]/ [--cafile PEM] one fetch from a server, its handshake drawn
                   handfast certs FOLDER [--ocsp PORT] [HOST ...]    throw-away certificates of every key type, and a responder
            """;

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(Arrays.asList(arguments), out));
    }

    /** Whether standard output is a terminal, as far as Linux lets us see; the console's own answer changed with JDK 22. */
    private static boolean outputIsTerminal() {
        try {
            return Path.of("/proc/self/fd/1").toRealPath().startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs one command; 0 means that all went right, 1 that something did not, 2 that the command was not understood. */
    static int run(List<String> arguments, PrintStream out) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        try {
            if (command.equals("demo")) {
                return new Demo(out, Style.of(System.getenv(), outputIsTerminal())).run(rest);
            }
            if (command.equals("certs") && !rest.isEmpty()) {
                return certificates(Path.of(rest.get(0)), rest.subList(1, rest.size()), out);
            }
        } catch (IllegalArgumentException e) {
            out.println("handfast " + command + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("handfast " + command + ": interrupted");
            return 1;
        }
        out.print(USAGE);
        return 2;
    }

    private static int certificates(Path folder, List<String> words, PrintStream out) throws InterruptedException {
        boolean answers = !words.isEmpty() && words.get(0).equals("--ocsp");
        int port = answers ? port(words) : 0;
        List<String> hosts = answers ? words.subList(2, words.size()) : words;
        try {
            CertificateFolder made = CertificateFolder.fill(
                    folder,
                    hosts.isEmpty() ? List.of("localhost", "127.0.0.1", "::1") : hosts,
                    answers ? "http://127.0.0.1:" + port + "/" : "");
            out.print(instructions(folder));
            if (answers) {
                try (OcspResponder responder = OcspResponder.start(made, port)) {
                    out.println(
                            "OCSP responder on port " + responder.port() + " until Ctrl-C. To revoke a certificate:");
                    out.println("  echo server-RSA >> " + folder.resolve(CertificateFolder.REVOKED));
                    new CountDownLatch(1).await();
                }
            }
            return 0;
        } catch (IOException | GeneralSecurityException e) {
            out.println("handfast certs: " + e);
            return 1;
        }
    }

    private static int port(List<String> words) {
        String word = words.size() < 2 ? "" : words.get(1);
        if (!word.matches("[1-9][0-9]{0,4}") || Integer.parseInt(word) > 65535) {
            throw new IllegalArgumentException("--ocsp needs a port from 1 to 65535");
        }
        return Integer.parseInt(word);
    }

    private static String instructions(Path folder) {
        return """
                In %1$s: root.pem and trust.p12; for each key type server-… and client-… as .key, .csr, .crt, .chain and .p12.
                The password of each .p12 is %2$s. To trust the root:
                  Java     -Djavax.net.ssl.trustStore=%1$s/trust.p12 -Djavax.net.ssl.trustStorePassword=%2$s
                  curl     --cacert %1$s/root.pem
                  Debian   sudo cp %1$s/root.pem /usr/local/share/ca-certificates/handfast.crt && sudo update-ca-certificates
                """.formatted(folder, Credential.PASSWORD);
    }
}
