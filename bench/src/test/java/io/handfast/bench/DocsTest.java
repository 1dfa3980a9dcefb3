package io.handfast.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.figures.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that are committed say what the committed results say, no more and no less. */
class DocsTest {
    private static final Path ROOT = Path.of("..");

    private static final String ORIGIN =
            "\"machine\": \"a machine\", \"date\": \"2026-01-02\", \"effort\": \"usual\", \"versions\": {\"JDK\":"
                    + " \"17\", \"JMH\": \"1\"}";

    private static final Map<String, String> RESULTS = Map.of(
            "performance",
            "{" + ORIGIN + ", \"before\": {}, \"figures\": [{\"row\": \"tls13-ecdsa\", \"stack\": \"jdk\","
                    + " \"rates\": [500, 510], \"allocated\": 300000}]}",
            "memory",
            "{" + ORIGIN + ", \"connections\": 20, \"sessions\": 30, \"classes\": {\"[B\": 1000},"
                    + " \"answers\": [{\"line\": \"idle-connection\", \"stack\": \"handfast\", \"values\": [3100]}], \"first\":"
                    + " [{\"starter\": \"handfast\", \"archive\": true, \"fromMain\": [480], \"fromStart\": [560]}]}",
            "growth",
            "{" + ORIGIN + ", \"quantities\": [{\"quantity\": \"certificates\", \"bounded\": true, \"few\": 1,"
                    + " \"many\": 9, \"microseconds\": [300, 303], \"ratio\": 1.01, \"allocated\": [40, 41]}]}",
            "primitives",
            "{" + ORIGIN
                    + ", \"operations\": [{\"operation\": \"x25519 answer\", \"source\": \"bundled\", \"chosen\": 130,"
                    + " \"jca\": 360, \"bundled\": 130, \"corretto\": -1}]}");

    @Test
    void committedPagesAreThoseOfTheCommittedResults() throws Exception {
        Map<String, String> expected = new TreeMap<>(Docs.of(new Store(ROOT)));
        Map<String, String> committed = new TreeMap<>();
        for (String page : Docs.NAMES) {
            Path file = ROOT.resolve(page);
            if (Files.exists(file)) {
                committed.put(page, Files.readString(file));
            }
        }
        assertEquals(expected.keySet(), committed.keySet(), "run: ./handfast bench pages");
        expected.forEach(
                (page, text) -> assertEquals(text, committed.get(page), page + "; run: ./handfast bench pages"));
    }

    private static Store store(Path root) throws IOException {
        for (Map.Entry<String, String> results : RESULTS.entrySet()) {
            Store.write(root.resolve("bench/results/" + results.getKey() + "-jdk17.json"), results.getValue());
        }
        return new Store(root);
    }

    @Test
    void everyKindOfResultsHasItsPage(@TempDir Path root) throws IOException {
        Store store = store(root);
        Map<String, String> pages = Docs.of(store);
        store.write(pages);
        Set<String> expected = new HashSet<>(Docs.NAMES);
        expected.removeAll(List.of("docs/performance-jdk21.svg", "docs/performance-jdk25.svg"));
        assertEquals(expected, pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertEquals(page.getValue(), Files.readString(root.resolve(page.getKey())));
            assertTrue(page.getValue().contains("a machine"), page::getKey);
        }
        assertSays(pages, "docs/memory.md", "| 3,100 | 3,000 |");
        assertSays(pages, "docs/memory.md", "| Handfast | none | none | 480 | 560 |");
        assertSays(pages, "docs/primitives.md", "| x25519 answer | 130 | bundled | 360 | 130 | none |");
        assertSays(pages, "docs/growth.md", "| certificates | 1 | 9 | 300 | 303 | 1.01 |");
    }

    private static void assertSays(Map<String, String> pages, String name, String words) {
        String page = pages.getOrDefault(name, "");
        assertTrue(page.contains(words), page);
    }

    @Test
    void noResultsNoPages(@TempDir Path root) throws IOException {
        assertEquals(Map.of(), Docs.of(new Store(root)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"performance", "memory", "growth", "primitives"})
    void resultsThatCannotBeReadAreNamed(String kind, @TempDir Path root) throws IOException {
        Store store = store(root);
        Store.write(root.resolve("bench/results/" + kind + "-jdk25.json"), "{\"machine\": 1}\n");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Docs.of(store));
        assertTrue(String.valueOf(refused.getMessage()).contains(kind + "-jdk25.json"), refused::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one two",
                "--what",
                "nothing-is-called-so",
                "memory more",
                "growth no-such",
                "primitives no-such"
            })
    void whatIsNotUnderstoodIsSaid(String words) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(2, Main.run(Arrays.asList(words.split(" ")), out));
        assertTrue(bytes.size() > 0);
    }
}
