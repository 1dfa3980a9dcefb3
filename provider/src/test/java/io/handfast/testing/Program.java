package io.handfast.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the tests that has run in a JVM of its own, with their class path.
 *
 * @param exit its exit value
 * @param said what it printed, the JVM's words with it
 */
public record Program(int exit, String said) {
    private static final int PATIENCE_SECONDS = 60;

    /** Runs it to its end, or stops it. */
    public static Program run(List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the program does not end");
            return new Program(running.exitValue(), said);
        } finally {
            running.destroyForcibly();
        }
    }
}
