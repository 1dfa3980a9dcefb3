package io.handfast.bench.figures;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for a main class of ours, usually with the class path of this one. */
final class Fork {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Fork() {}

    /** The lines that it writes; empty when it fails or does not end in time. What it writes to its error stream nobody sees. */
    static Optional<List<String>> lines(List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        return lines(options, classPath(), main, arguments);
    }

    /** The same with another class path. */
    static Optional<List<String>> lines(List<String> options, String classPath, Class<?> main, List<String> arguments)
            throws IOException {
        return lines(options, classPath, main, arguments, PATIENCE);
    }

    /** The same with another limit of time. */
    static Optional<List<String>> lines(
            List<String> options, String classPath, Class<?> main, List<String> arguments, Duration patience)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        // Into a file: who reads a pipe to its end waits for a JVM that hangs for ever.
        Path output = Files.createTempFile("handfast-bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                return ended && process.exitValue() == 0 ? Optional.of(Files.readAllLines(output)) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another JVM measures", e);
        } finally {
            Files.delete(output);
        }
    }

    /** That of this JVM, with absolute paths. */
    static String classPath() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(part -> new File(part).getAbsolutePath())
                        .toList());
    }
}
