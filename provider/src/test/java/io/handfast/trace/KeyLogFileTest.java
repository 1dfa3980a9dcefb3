package io.handfast.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key log file: its lines, its permissions, and that it exists only when asked for. */
class KeyLogFileTest {
    private static final byte[] RANDOM = {0, 1, (byte) 0xff};
    private static final byte[] SECRET = {(byte) 0xab, 5};

    @TempDir
    Path directory = Path.of("");

    @Test
    void aSecretIsALine() throws Exception {
        Path file = directory.resolve("keys");
        try (KeyLogFile log = new KeyLogFile(file)) {
            assertFalse(Files.exists(file));
            log.secret(KeyLog.CLIENT_RANDOM, RANDOM, SECRET);
            log.secret(KeyLog.EXPORTER_SECRET, RANDOM, SECRET);
            assertTrue(log.isOn());
        }
        assertEquals("CLIENT_RANDOM 0001ff ab05\nEXPORTER_SECRET 0001ff ab05\n", Files.readString(file));
    }

    @Test
    void aNewFileIsForItsOwnerAlone() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = directory.resolve("keys");
        try (KeyLogFile log = new KeyLogFile(file)) {
            log.secret(KeyLog.CLIENT_RANDOM, RANDOM, SECRET);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void anExistingFileIsAppendedTo() throws Exception {
        Path file = directory.resolve("keys");
        Files.writeString(file, "# mine\n");
        try (KeyLogFile log = new KeyLogFile(file);
                KeyLogFile other = new KeyLogFile(file)) {
            log.secret("A", RANDOM, SECRET);
            other.secret("B", RANDOM, SECRET);
            log.secret("C", RANDOM, SECRET);
        }
        assertEquals("# mine\nA 0001ff ab05\nB 0001ff ab05\nC 0001ff ab05\n", Files.readString(file));
    }

    @Test
    void aFileThatCannotBeWrittenDoesNotDisturb() throws Exception {
        Path file = directory.resolve("missing/keys");
        try (KeyLogFile log = new KeyLogFile(file)) {
            log.secret("A", RANDOM, SECRET);
            Files.createDirectory(file.getParent());
            log.secret("B", RANDOM, SECRET);
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void afterCloseNothingIsKept() throws Exception {
        Path file = directory.resolve("keys");
        KeyLogFile log = new KeyLogFile(file);
        log.close();
        log.secret("A", RANDOM, SECRET);
        assertFalse(Files.exists(file));
    }

    @Test
    void linesOfManyThreadsStayWhole() throws Exception {
        Path file = directory.resolve("keys");
        try (KeyLogFile log = new KeyLogFile(file)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String label = "T" + i;
                threads.add(new Thread(() -> {
                    for (int n = 0; n < 50; n++) {
                        log.secret(label, RANDOM, SECRET);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(200, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.matches("T[0-3] 0001ff ab05")));
    }

    @Test
    void noneIsOff() {
        KeyLog.NONE.secret("A", RANDOM, SECRET);
        assertFalse(KeyLog.NONE.isOn());
    }
}
