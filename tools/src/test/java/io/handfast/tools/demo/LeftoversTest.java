package io.handfast.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the demo with all that it has started and written. */
class LeftoversTest {
    /** So many take longer to remove than a JVM takes to end. */
    private static final int FILES = 5000;

    private static final Pattern BEGUN = Pattern.compile("child (\\d+) folder (\\S+)\\R");

    /** A program as the demo is one: a folder, a child in it, and then somebody waits. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            try (Workshop workshop = Workshop.open();
                    PeerProcess child =
                            PeerProcess.start(workshop.directory(), List.of("sh", "-c", "echo $$; exec sleep 600"))) {
                String pid = child.await(Pattern.compile("(\\d+)\\R")).group(1);
                System.out.println("child " + pid + " folder " + workshop.directory());
                System.in.read();
            }
        }
    }

    /** Removes its folder, and ends while that is under way. */
    static final class Hasty {
        private Hasty() {}

        public static void main(String[] arguments) throws Exception {
            Workshop workshop = Workshop.open();
            for (int i = 0; i < FILES; i++) {
                Files.createFile(workshop.directory().resolve("file" + i));
            }
            System.out.println(workshop.directory());
            Thread closing = new Thread(() -> {
                try {
                    workshop.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            closing.start();
            while (Files.exists(workshop.directory().resolve("server.key"))
                    && Files.exists(workshop.directory().resolve("file0"))) {
                Thread.onSpinWait();
            }
            System.exit(0);
        }
    }

    @Test
    void nothingIsLeftOfAFolderThatWasBeingRemoved(@TempDir Path directory) throws Exception {
        Process process = start(directory, Hasty.class);
        try {
            Path folder = Path.of(process.inputReader().readLine());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            assertFalse(Files.exists(folder));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path directory, Class<?> program) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aSignalEndsChildrenAndRemovesTheFolder(@TempDir Path directory) throws Exception {
        Process process = start(directory, Program.class);
        try {
            String line = process.inputReader().readLine() + "\n";
            var begun = BEGUN.matcher(line);
            assertTrue(begun.matches(), line);
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(begun.group(1))).orElseThrow();
            Path folder = Path.of(begun.group(2));
            assertTrue(Files.exists(folder.resolve("server.key")));
            assertTrue(process.supportsNormalTermination());
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            try {
                child.onExit().get(60, TimeUnit.SECONDS);
            } finally {
                child.destroyForcibly();
            }
            assertFalse(Files.exists(folder));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
