package io.handfast.bench.figures;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for a main class of ours, usually with the class path of this one. */
final class Fork {
    private static final int MINUTES = 10;

    private Fork() {}

    /** The lines that it writes; empty when it fails. What it writes to its error stream nobody sees. */
    static Optional<List<String>> lines(List<String> options, Class<?> main, List<String> arguments)
            throws IOException {
        return lines(options, classPath(), main, arguments);
    }

    /** The same with another class path. */
    static Optional<List<String>> lines(List<String> options, String classPath, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            return ended && process.exitValue() == 0 ? Optional.of(lines) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another JVM measures", e);
        } finally {
            process.destroyForcibly();
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
