package io.handfast.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A key log in a file that other programs understand, one line per secret (RFC 9850 §2).
 *
 * <p>The file is opened at the first secret and only ever appended to, each line in one write, so that several processes
 * may share it. A new file is for its owner alone where the file system knows owners; an existing one keeps its
 * permissions. When the file cannot be written the log ends with one warning: a connection does not fail over it.
 */
public final class KeyLogFile implements KeyLog, AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("io.handfast.trace");

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OutputStream out;
    private boolean ended;

    /** A log into this file; nothing is opened or created yet. */
    public KeyLogFile(Path path) {
        this.path = path;
    }

    @Override
    public void secret(String label, byte[] clientRandom, byte[] secret) {
        HexFormat hex = HexFormat.of();
        String line = label + ' ' + hex.formatHex(clientRandom) + ' ' + hex.formatHex(secret) + '\n';
        lock.lock();
        try {
            if (!ended) {
                write(line.getBytes(US_ASCII));
            }
        } catch (IOException failure) {
            ended = true;
            LOGGER.log(System.Logger.Level.WARNING, "the key log " + path + " ends here: " + failure);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the log; later secrets are not kept. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            ended = true;
            if (out != null) {
                out.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] line) throws IOException {
        OutputStream target = out;
        if (target == null) {
            create();
            target = Files.newOutputStream(path, StandardOpenOption.APPEND);
            out = target;
        }
        target.write(line);
    }

    /** Creates the file with its permissions in one step, so that it is never readable by others in between. */
    private void create() throws IOException {
        FileAttribute<?>[] attributes =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        if (Files.notExists(path)) {
            try {
                Files.createFile(path, attributes);
            } catch (FileAlreadyExistsException raced) {
                LOGGER.log(System.Logger.Level.DEBUG, "another process has just created the key log: " + raced);
            }
        }
    }
}
