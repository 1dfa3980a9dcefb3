package io.handfast.jsse.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells one state of a file from another without reading it; links are followed, so that a link that is turned counts.
 *
 * @param identity what the file system knows the file by, such as its inode; empty where it has no such thing
 */
record FileVersion(FileTime modified, long size, Optional<Object> identity) {
    /** Certificates and keys are small; more than this is something else. */
    private static final int MOST_BYTES = 8 << 20;

    /** A file that was written less than this ago may not be whole yet. */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    /** How a file is read. */
    @FunctionalInterface
    interface Contents {
        byte[] of(Path file) throws IOException;
    }

    /** The version now; empty if the file cannot be looked at. */
    static Optional<FileVersion> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileVersion(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        } catch (IOException e) {
            // A file that is not there is a state like others: whoever reads it next says why that fails.
            return Optional.empty();
        }
    }

    /**
     * Whether somebody may be writing the file just now, so that what stands in it is half of something. Not so where
     * another file has been put in its place, as by renaming: that one is taken to have come whole.
     */
    static boolean unsettled(Optional<FileVersion> before, Optional<FileVersion> now, Instant time) {
        if (now.isEmpty() || now.equals(before)) {
            return false;
        }
        FileVersion version = now.get();
        boolean another =
                before.isPresent() && version.identity.isPresent() && !version.identity.equals(before.get().identity);
        Duration age = Duration.between(version.modified.toInstant(), time);
        return !another && age.abs().compareTo(UNSETTLED) < 0;
    }

    /** The bytes of a file of bearable size. */
    static byte[] read(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] content = input.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw new IOException("'" + file + "' is larger than " + MOST_BYTES + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new IOException("'" + file + "' does not exist", e);
        }
    }
}
