package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that are committed say what the committed results say, no more and no less. */
class PagesTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void committedPagesAreThoseOfTheCommittedResults() throws Exception {
        Map<String, String> expected = new TreeMap<>(new Pages(ROOT).all());
        Map<String, String> committed = new TreeMap<>();
        for (String page : Pages.NAMES) {
            Path file = ROOT.resolve(page);
            if (Files.exists(file)) {
                committed.put(page, Files.readString(file));
            }
        }
        assertEquals(expected.keySet(), committed.keySet(), "run: ./handfast bench pages");
        expected.forEach(
                (page, text) -> assertEquals(text, committed.get(page), page + "; run: ./handfast bench pages"));
    }

    @Test
    void everyPageHasAName(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("bench/results"));
        Files.writeString(
                root.resolve("bench/results/performance-jdk17.json"),
                FiguresTest.results(1000).json());
        Pages pages = new Pages(root);
        pages.write();
        assertEquals(
                Set.of("docs/performance.md", "docs/performance-jdk17.svg"),
                pages.all().keySet());
        assertTrue(Pages.NAMES.containsAll(pages.all().keySet()));
        for (Map.Entry<String, String> page : pages.all().entrySet()) {
            assertEquals(page.getValue(), Files.readString(root.resolve(page.getKey())));
        }
    }

    @Test
    void resultsThatCannotBeReadAreNamed(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("bench/results"));
        Files.writeString(root.resolve("bench/results/performance-jdk25.json"), "{\"machine\": 1}\n");
        Pages pages = new Pages(root);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, pages::all);
        assertTrue(refused.getMessage().contains("performance-jdk25.json"), refused::getMessage);
    }
}
