package io.handfast.tools;

import io.handfast.tools.demo.Demo;
import io.handfast.tools.diagram.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The {@code handfast} command: picks the tool that the first word names and exits with its code. */
public final class Main {

    private static final String USAGE = """
            usage: handfast demo                                     every exchange over loopback, each handshake drawn
                   handfast demo https://host[:port]/ [--cafile PEM] one fetch from a server, its handshake drawn
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
        if (arguments.isEmpty() || !"demo".equals(arguments.get(0))) {
            out.print(USAGE);
            return 2;
        }
        Style style = Style.of(System.getenv(), outputIsTerminal());
        try {
            return new Demo(out, style).run(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException e) {
            out.println("handfast demo: " + e.getMessage());
            out.print(USAGE);
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("handfast demo: interrupted");
            return 1;
        }
    }
}
