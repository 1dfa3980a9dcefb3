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
import java.util.stream.Stream;

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
        if (Stream.of("-h", "--help").anyMatch(rest::contains)
                || List.of("help", "-h", "--help").contains(command)) {
            out.print(USAGE);
            return 0;
        }
        try {
            if (command.equals("demo")) {
                return new Demo(out, Style.of(System.getenv(), outputIsTerminal())).run(rest);
            }
            if (command.equals("certs")) {
                return certificates(CertificatesOrder.of(rest), out);
            }
        } catch (IllegalArgumentException e) {
            out.println("handfast " + command + ": " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("handfast " + command + ": interrupted");
            return 1;
        }
        out.print(USAGE);
        return 2;
    }

    private static int certificates(CertificatesOrder order, PrintStream out) throws InterruptedException {
        Path folder = order.folder();
        try {
            if (!order.answers()) {
                CertificateFolder.fill(folder, order.hosts(), "");
                out.print(instructions(folder));
                return 0;
            }
            // The port first: who has it may be answering for what is in the folder, which then stays as it is.
            try (OcspResponder responder = OcspResponder.bind(order.ocspPort())) {
                responder.answer(
                        CertificateFolder.fill(folder, order.hosts(), "http://127.0.0.1:" + order.ocspPort() + "/"));
                out.print(instructions(folder));
                out.println("OCSP responder on port " + responder.port() + " until Ctrl-C. To revoke a certificate:");
                out.println("  echo server-RSA >> " + quoted(folder.resolve(CertificateFolder.REVOKED)));
                new CountDownLatch(1).await();
            }
            return 0;
        } catch (IOException | GeneralSecurityException e) {
            out.println("handfast certs: " + e);
            return 1;
        }
    }

    /** A path as a shell takes it for one word. */
    static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w./:+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String instructions(Path folder) {
        return """
                In %3$s: root.pem and trust.p12; for each key type server-… and client-… as .key, .csr, .crt, .chain and .p12.
                The password of each .p12 is %2$s. To trust the root:
                  Java     -Djavax.net.ssl.trustStore=%1$s -Djavax.net.ssl.trustStorePassword=%2$s
                  curl     --cacert %4$s
                  Debian   sudo cp %4$s /usr/local/share/ca-certificates/handfast.crt && sudo update-ca-certificates
                """.formatted(
                quoted(folder.resolve("trust.p12")), Credential.PASSWORD, folder, quoted(folder.resolve("root.pem")));
    }
}
