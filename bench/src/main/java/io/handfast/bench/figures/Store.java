package io.handfast.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where results stand, by kind and JDK, and the pages that are made of them. */
public final class Store {
    /** The JDKs that pages may have a section for, the newest first. */
    public static final List<String> RELEASES = List.of("25", "21", "17");

    private final Path root;

    /** Of the repository with this root. */
    public Store(Path root) {
        this.root = root;
    }

    /** The committed results of a kind from the JDK that runs this. */
    public Path committed(String kind) {
        return committed(kind, release());
    }

    private Path committed(String kind, String release) {
        return root.resolve("bench/results/" + kind + "-jdk" + release + ".json");
    }

    /** For results that nobody shall commit: of a part, or taken in haste. */
    public Path passing(String kind) {
        return root.resolve("bench/target/results/" + kind + "-jdk" + release() + ".json");
    }

    /**
     * Whether the pages have a section for the JDK that runs this; what another one measures is not committed.
     */
    public static boolean shows() {
        return RELEASES.contains(release());
    }

    /** What to say, before anything is measured, where the pages have no section for it; empty where they have. */
    public static String warning() {
        return shows()
                ? ""
                : "The pages show JDK " + String.join(", ", RELEASES) + ": what this JDK " + release()
                        + " measures goes to bench/target/results alone.";
    }

    private static String release() {
        return Integer.toString(Runtime.version().feature());
    }

    /**
     * The committed results of a kind by JDK.
     *
     * @throws IllegalArgumentException when a file has none, with its path
     */
    public <T> Map<String, T> read(String kind, Function<String, T> parser) throws IOException {
        Map<String, T> byRelease = new LinkedHashMap<>();
        for (String release : RELEASES) {
            Path file = committed(kind, release);
            if (Files.exists(file)) {
                String text = Files.readString(file);
                try {
                    byRelease.put(release, parser.apply(text));
                } catch (IllegalArgumentException unreadable) {
                    throw new IllegalArgumentException(file + ": " + unreadable.getMessage(), unreadable);
                }
            }
        }
        return byRelease;
    }

    /** Writes a file of results. */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /** Writes pages by their path under the root. */
    public void write(Map<String, String> pages) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            write(root.resolve(page.getKey()), page.getValue());
        }
    }
}
