package io.handfast.tools;

import io.handfast.tools.certificates.CertificateFolder;
import io.handfast.tools.demo.Demo;
import io.handfast.tools.diagram.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;

/** The {@code handfast} command: picks the tool that the first word names and exits with its code. */
public final class Main {

    private static final String USAGE = """
            usage: handfast demo                                     every exchange over loopback, each handshake drawn
                   handfast demo https://host[:port]/ [--cafile PEM] one fetch from a server, its handshake drawn
                   handfast certs FOLDER [HOST ...]                  throw-away certificates of every key type
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

    private static int certificates(Path folder, List<String> hosts, PrintStream out) {
        try {
            CertificateFolder.fill(folder, hosts.isEmpty() ? List.of("localhost", "127.0.0.1") : hosts);
            out.println("root.pem, and server-… and client-… for each key type, are in " + folder);
            return 0;
        } catch (IOException | GeneralSecurityException e) {
            out.println("handfast certs: " + e);
            return 1;
        }
    }
}
