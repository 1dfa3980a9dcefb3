package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.stack.Stack;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** From figures to ratios, files, tables, pictures and comparisons. */
class FiguresTest {
    private static final Row ROW = Row.TLS13_ECDSA;
    private static final List<Row> ROWS = List.of(ROW, Row.TLS13_HYBRID);
    private static final List<Stack> STACKS = List.of(Stack.JDK, Stack.CONSCRYPT, Stack.HANDFAST);

    private static Results results(double ours) {
        return new Results(
                "a machine",
                "2026-01-02",
                List.of(
                        new Figure(ROW.id(), Stack.JDK.id(), 500, 308_000),
                        new Figure(ROW.id(), Stack.HANDFAST.id(), ours, 190_000.4),
                        new Figure(Row.TLS13_HYBRID.id(), Stack.HANDFAST.id(), 1300, 1)));
    }

    @Test
    void ratiosAreToTheJdkOfTheSameRun() {
        Results results = results(1250);
        assertEquals(Optional.of(2.5), results.ratio(ROW, Stack.HANDFAST));
        assertEquals(Optional.empty(), results.ratio(ROW, Stack.CONSCRYPT));
        assertEquals(Optional.empty(), results.ratio(Row.TLS13_HYBRID, Stack.HANDFAST));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Results results = results(1250);
        Results read = Results.parse(results.json());
        assertEquals(results.machine(), read.machine());
        assertEquals(results.date(), read.date());
        assertEquals(3, read.figures().size());
        assertEquals(results.ratio(ROW, Stack.HANDFAST), read.ratio(ROW, Stack.HANDFAST));
    }

    @Test
    void aTableShowsTheRatiosAndWhatIsAbsent() {
        String text = Table.text(Table.rates(results(1250), ROWS, STACKS));
        List<String> lines = text.lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).contains("1 (500/s)") && lines.get(1).contains("2.50"), text);
        assertTrue(lines.get(1).contains(Table.NONE), text);
        assertTrue(lines.get(2).contains("1,300/s"), "absolute where the JDK's provider has none: " + text);
        assertTrue(Table.text(Table.allocations(results(1250), ROWS, STACKS)).contains("190,000"));
    }

    @Test
    void thePageHasATableForEachJdk() {
        String page = Page.of(Map.of("17", results(1250)));
        assertTrue(page.contains("## JDK 17") && page.contains("a machine"), page);
        assertTrue(
                page.lines()
                                .filter(line -> line.startsWith("| TLS 1.3 full, x25519, ECDSA"))
                                .count()
                        == 2,
                page);
    }

    @Test
    void thePictureIsXml() throws Exception {
        String picture = Picture.of(results(1250), List.of(Row.values()), STACKS);
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
    void theMedianOfTheRoundsCounts() {
        List<Figure> rounds = List.of(
                new Figure(ROW.id(), Stack.JDK.id(), 3, 30),
                new Figure(ROW.id(), Stack.JDK.id(), 1, 10),
                new Figure(ROW.id(), Stack.JDK.id(), 2, 20));
        assertEquals(
                List.of(new Figure(ROW.id(), Stack.JDK.id(), 2, 20)),
                BenchCommand.medians(rounds, List.of(Row.values())));
    }

    @Test
    void rowsAreFoundByIdAndTitle() {
        assertEquals(List.of(Row.values()), Row.matching(""));
        assertTrue(Row.matching("16 kib").contains(Row.RECORDS_16K_HEAP));
        assertEquals(List.of(Row.TLS12_RSA), Row.matching("tls12-rsa"));
        assertFalse(Row.matching("no such thing").contains(ROW));
    }
}
