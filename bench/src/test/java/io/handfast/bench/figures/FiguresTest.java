package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.stack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** From figures to ratios, files, tables, pictures and comparisons. */
class FiguresTest {
    private static final Row ROW = Row.TLS13_ECDSA;
    private static final List<Row> ROWS = List.of(ROW, Row.TLS13_HYBRID);
    private static final Entrant JDK = Entrant.of(Stack.JDK);
    private static final Entrant OURS = Entrant.of(Stack.HANDFAST);

    /** The second turn is twice as fast for everybody, the third slow for us alone. */
    static Results results(double ours) {
        return new Results(
                new Origin("a \"machine\"", "2026-01-02", "usual", Map.of("JDK", "17.0.1", "Netty", "4.2")),
                List.of(
                        new Figure(ROW.id(), JDK.id(), List.of(500.0, 1000.0, 500.0), 308_000),
                        new Figure(ROW.id(), OURS.id(), List.of(ours, 2 * ours, ours * 0.9), 190_000.4),
                        new Figure(
                                ROW.id(),
                                Entrant.floorOf(Stack.HANDFAST).id(),
                                List.of(1.25 * ours, 2.5 * ours, 1.25 * ours),
                                150_000),
                        new Figure(Row.TLS13_HYBRID.id(), OURS.id(), List.of(1300.0), 1)),
                Map.of("tls13-ecdsa handfast", 1.75));
    }

    @Test
    void ratiosAreBetweenTurnsThatWereNeighbours() {
        Ratio ratio = results(1250).ratio(ROW, OURS).orElseThrow();
        assertEquals(2.5, ratio.value());
        // The quartiles of 2.25, 2.5 and 2.5 are 2.375 and 2.5.
        assertEquals(0.0625, ratio.spread(), 1e-9);
        assertEquals(Optional.empty(), results(1250).ratio(ROW, Entrant.of(Stack.CONSCRYPT)));
        assertEquals(Optional.empty(), results(1250).ratio(Row.TLS13_HYBRID, OURS));
        assertEquals(
                0.8, results(1250).nearness(ROW, Stack.HANDFAST).orElseThrow().value(), 1e-9);
    }

    @Test
    void thePageNamesRowsOfShorterRuns() {
        String page = Page.of(Map.of("17", results(1250)));
        assertTrue(
                page.contains("a warm-up that ended sooner: " + ROW.title() + "; " + Row.TLS13_HYBRID.title() + "."),
                page);
        List<Double> turns = Collections.nCopies(Effort.USUAL.turns(), 500.0);
        Results whole =
                new Results(results(1250).origin(), List.of(new Figure(ROW.id(), OURS.id(), turns, 1)), Map.of());
        assertFalse(Page.of(Map.of("17", whole)).contains("Kept from earlier runs"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Results results = results(1250);
        assertEquals(results.json(), Results.parse(results.json()).json());
        assertEquals(results.ratio(ROW, OURS), Results.parse(results.json()).ratio(ROW, OURS));
        assertThrows(IllegalArgumentException.class, () -> Results.parse("{\"machine\": \"a\"}"));
    }

    @Test
    void rowsMeasuredAgainTakeThePlaceOfTheirOwn() {
        Results earlier = results(1250);
        Results again = new Results(
                earlier.origin(), List.of(new Figure(Row.TLS13_HYBRID.id(), OURS.id(), List.of(1500.0), 2)), Map.of());
        Results joined = again.among(earlier);
        assertEquals(earlier.figures().subList(0, 3), joined.figures().subList(0, 3));
        assertEquals(
                again.figures(), joined.figures().subList(3, joined.figures().size()));
        assertEquals(earlier.before(), joined.before());
    }

    @ParameterizedTest
    @CsvSource({"a machine, 4.2, true", "another, 4.2, false", "a machine, 4.3, false"})
    void rowsAreKeptFromTheSameMachineAndVersionsAlone(String machine, String netty, boolean kept) {
        Origin here = new Origin("a machine", "2026-01-03", "usual", Map.of("Netty", "4.2"));
        assertEquals(kept, here.comparable(new Origin(machine, "2026-01-02", "thorough", Map.of("Netty", netty))));
    }

    @Test
    void beforeIsTheEarlierResultForRowsMeasuredAgain() {
        Results earlier = results(1250);
        Results joined = new Results(earlier.origin(), results(1500).figures().subList(0, 3), Map.of()).among(earlier);
        assertEquals(Optional.of(2.5), joined.before(ROW, Stack.HANDFAST));
        Results kept = new Results(earlier.origin(), results(1500).figures().subList(3, 4), Map.of()).among(earlier);
        assertEquals(Optional.of(1.75), kept.before(ROW, Stack.HANDFAST));
    }

    @Test
    void aTableShowsTheRatiosAndWhatIsAbsent() {
        String text = Table.text(Table.rates(results(1250), List.of(Row.values()), Table.PLAIN));
        List<String> lines = text.lines().toList();
        assertEquals(3, lines.size(), "only rows with figures: " + text);
        assertTrue(lines.get(1).contains("1 (500/s)") && lines.get(1).contains("2.50 ± 0.06"), text);
        assertTrue(lines.get(1).contains(Table.FAILED) && lines.get(1).endsWith("2.4    1.75"), text);
        assertFalse(lines.get(1).contains(Table.NONE), "everybody has certificates: " + text);
        assertTrue(lines.get(2).contains(Table.NONE) && lines.get(2).contains(Table.FAILED), text);
        assertTrue(lines.get(2).contains("1,300/s"), "absolute where the JDK's provider has none: " + text);
        assertEquals(
                List.of("190,000", "150,000", "200,000"),
                Table.allocations(results(1250), ROWS, Table.PLAIN).get(1).subList(5, 8),
                "ours, the primitives, the goal");
    }

    @ParameterizedTest
    @CsvSource({
        "1200, reached",
        "1198, reached",
        "1190, missed",
        "960, missed",
        "900, 'missed; the primitives alone would miss it, too'"
    })
    void aGoalIsReachedOrNot(double ours, String verdict) {
        assertEquals(verdict, Table.verdict(results(ours), ROW, Stack.HANDFAST));
        String text = Table.text(Table.floors(results(ours), ROWS));
        assertTrue(text.contains("80 %") && text.contains(verdict), text);
    }

    @Test
    void aGoalMayBeAbsolute() {
        assertEquals("reached", Table.verdict(results(1), Row.TLS13_HYBRID, Stack.HANDFAST));
        assertEquals("", Table.verdict(results(1), Row.TLS13_HYBRID, Stack.JDK));
    }

    @ParameterizedTest
    @EnumSource
    void everyRowHasAGoalAndAFloorOfOurs(Row row) {
        assertTrue(Goals.ratio(row, Stack.HANDFAST).isPresent()
                || Goals.rate(row, Stack.HANDFAST).isPresent());
        assertTrue(row.entrants().containsAll(List.of(JDK, OURS, Entrant.floorOf(Stack.HANDFAST))));
        assertFalse(row.floor().steps().isEmpty());
    }

    @Test
    void thePageHasTablesForEachJdk() {
        String page = Page.of(Map.of("17", results(1250)));
        assertTrue(page.contains("## JDK 17") && page.contains("a \"machine\"") && page.contains("Netty 4.2"), page);
        assertEquals(
                4,
                page.lines()
                        .filter(line -> line.startsWith("| TLS 1.3 full, x25519, ECDSA"))
                        .count(),
                page);
    }

    @Test
    void thePictureIsXml() throws Exception {
        String picture = Picture.of(results(1250), List.of(Row.values()), List.of(Stack.values()));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture)));
        assertTrue(picture.contains(">2.50<"), picture);
    }

    @Test
    void onlyChangesBeyondNoiseAreNamed() {
        assertTrue(Comparison.lines(results(1250), results(1300)).isEmpty());
        assertTrue(Comparison.lines(results(1250), results(1000)).get(0).startsWith("WORSE"));
        assertTrue(Comparison.lines(results(1000), results(1250)).get(0).startsWith("better"));
    }

    @Test
    void whatWasBeforeStaysInTheFile() {
        Results results = Results.parse(results(1250).after(results(1000)).json());
        assertEquals(Optional.of(2.0), results.before(ROW, Stack.HANDFAST));
    }

    @Test
    void theTurnsOfAllForksCount() {
        List<Figure> forks = List.of(
                new Figure(ROW.id(), JDK.id(), List.of(3.0), 30),
                new Figure(ROW.id(), JDK.id(), List.of(1.0), 10),
                new Figure(ROW.id(), JDK.id(), List.of(2.0), 20));
        Figure joined = new Figure(ROW.id(), JDK.id(), List.of(3.0, 1.0, 2.0), 20);
        assertEquals(List.of(joined), BenchCommand.joined(forks));
        assertEquals(2, joined.rate());
        assertThrows(IllegalArgumentException.class, () -> new Figure(ROW.id(), JDK.id(), List.of(), 0));
    }

    @Test
    void rowsAreFoundByIdAndTitle() {
        assertEquals(List.of(Row.values()), Row.matching(""));
        assertTrue(Row.matching("16 kib").contains(Row.RECORDS_16K_HEAP));
        assertEquals(List.of(Row.TLS12_RSA), Row.matching("tls12-rsa"));
        assertFalse(Row.matching("no such thing").contains(ROW));
    }

    @Test
    void progressSaysWhatIsLeft() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 2, 20);
        progress.done(10, "one");
        progress.done(10, "two");
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).matches("\\[1/2, \\d+:\\d\\d left] one"), lines::toString);
        assertEquals("[2/2, 0:00 left] two", lines.get(1));
    }
}
