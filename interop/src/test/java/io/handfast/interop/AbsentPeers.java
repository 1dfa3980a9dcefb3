package io.handfast.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Programs that this machine lacks: tests that need one are aborted, and {@code absent-peers.txt} names it once. */
public final class AbsentPeers {

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private AbsentPeers() {}

    /** Aborts the test when the program is not there; the path to it when it is. */
    public static Path require(String program) {
        return require(program, find(program));
    }

    /** The same for a program that is not looked for in the path; the name is what the summary says. */
    public static Path require(String program, Optional<Path> found) {
        if (found.isEmpty() && KNOWN.add(program)) {
            note(program);
        }
        Assumptions.assumeTrue(found.isPresent(), program + " is not installed");
        return found.orElseThrow();
    }

    /** The same for a program of {@code interop/peers/package.json}, which {@code ./handfast test} installs. */
    static Path requirePackaged(String name) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        Path program = Path.of(
                System.getProperty("interop.peers", "peers/node_modules"), name + "-" + architecture, "bin", "node");
        boolean there = Files.isExecutable(program);
        if (!there && KNOWN.add(name)) {
            note(name);
        }
        Assumptions.assumeTrue(there, name + " is not installed");
        return program;
    }

    private static Optional<Path> find(String program) {
        // Debian keeps servers where a user's path does not look.
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void note(String program) {
        Path directory = Path.of(System.getProperty("interop.report", "target"));
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("absent-peers.txt"),
                    program + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
