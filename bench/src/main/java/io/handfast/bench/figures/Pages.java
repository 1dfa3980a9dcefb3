package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the documentation shows of committed results: the same results always give the same pages. */
public final class Pages {
    /** The JDKs that pages may have a section for, the newest first. */
    private static final List<String> RELEASES = List.of("25", "21", "17");

    /** All that may be there, by path under the root. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of("docs/performance.md"),
                    RELEASES.stream().map(release -> "docs/performance-jdk" + release + ".svg"))
            .collect(Collectors.toSet());

    private final Path root;

    /** Of the repository with this root. */
    public Pages(Path root) {
        this.root = root;
    }

    /** Where results of a kind stand, by the JDK that runs this. */
    public Path results(String kind) {
        return results(kind, Integer.toString(Runtime.version().feature()));
    }

    private Path results(String kind, String release) {
        return root.resolve("bench/results/" + kind + "-jdk" + release + ".json");
    }

    /**
     * All pages and pictures by their path under the root; none where there are no results.
     *
     * @throws IllegalArgumentException when a file of results is none
     */
    public Map<String, String> all() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        Map<String, Results> speed = read("performance", Results::parse);
        speed.forEach((release, results) -> pages.put(
                "docs/performance-jdk" + release + ".svg",
                Picture.of(results, List.of(Row.values()), List.of(Stack.values()))));
        put(pages, "docs/performance.md", speed, Page::of);
        return pages;
    }

    /** Writes all of them. */
    public void write() throws IOException {
        for (Map.Entry<String, String> page : all().entrySet()) {
            Path file = root.resolve(page.getKey());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page.getValue());
        }
    }

    private static <T> void put(
            Map<String, String> pages, String path, Map<String, T> results, Function<Map<String, T>, String> page) {
        if (!results.isEmpty()) {
            pages.put(path, page.apply(results));
        }
    }

    private <T> Map<String, T> read(String kind, Function<String, T> parser) throws IOException {
        Map<String, T> byRelease = new LinkedHashMap<>();
        for (String release : RELEASES) {
            Path file = results(kind, release);
            Optional<String> text = text(file);
            if (text.isPresent()) {
                try {
                    byRelease.put(release, parser.apply(text.get()));
                } catch (IllegalArgumentException unreadable) {
                    throw new IllegalArgumentException(file + ": " + unreadable.getMessage(), unreadable);
                }
            }
        }
        return byRelease;
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
}
