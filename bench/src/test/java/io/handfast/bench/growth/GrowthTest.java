package io.handfast.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.figures.Origin;
import io.handfast.bench.growth.GrowthFigures.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From readings to ratios, and from ratios to a verdict and a page. */
class GrowthTest {
    private static Growth of(double[][] pairs) {
        Growth growth = new Growth();
        for (double[] pair : pairs) {
            growth.add(new Reading(pair[0], pair[1]), new Reading(pair[2], pair[3]));
        }
        return growth;
    }

    @Test
    void ratiosAreOfNeighboursInTime() {
        // The machine slows down tenfold in between, which the ratio does not see.
        Growth growth = of(new double[][] {{1000, 50, 1100, 55}, {10_000, 50, 11_000, 55}, {2000, 50, 2200, 55}});
        assertEquals(1.1, growth.timeRatio(), 1e-9);
        assertEquals(2.0, growth.smallMicroseconds(), 1e-9);
        assertEquals(2.2, growth.largeMicroseconds(), 1e-9);
        assertEquals(50, growth.smallAllocated());
        assertEquals(55, growth.largeAllocated());
    }

    @Test
    void oneBadReadingChangesNothing() {
        Growth growth = of(new double[][] {{1000, 50, 1000, 50}, {1000, 50, 900_000, 50}, {1000, 50, 1000, 9_000}});
        assertEquals(1, growth.timeRatio());
        assertEquals(50, growth.largeAllocated());
        assertTrue(Line.of(Quantity.CHAIN, 10, growth).within());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, no growth",
        "115, 115, no growth",
        "116, 100, TIME GROWS",
        "100, 116, only bytes grow",
        "50, 50, no growth"
    })
    void fifteenPercentAreAllowed(double time, double bytes, String verdict) {
        Line line = Line.of(Quantity.CHAIN, 10, of(new double[][] {{100, 100, time, bytes}}));
        assertEquals(verdict, line.verdict());
        assertEquals(!verdict.equals("TIME GROWS"), line.within());
    }

    @Test
    void noReadingsHaveNoRatio() {
        assertThrows(IllegalArgumentException.class, () -> new Growth().timeRatio());
    }

    @Test
    void thePageNamesWhatGrows() {
        Growth flat = of(new double[][] {{300_000, 40_000, 303_000, 40_400}});
        Growth steep = of(new double[][] {{300_000, 40_000, 600_000, 40_000}});
        Growth longer = of(new double[][] {{300_000, 40_000, 300_000, 60_000}});
        GrowthFigures figures = new GrowthFigures(
                new Origin("a machine", "2026-01-02", "usual", Map.of()),
                List.of(
                        Line.of(Quantity.CHAIN, 10, longer),
                        Line.of(Quantity.CERTIFICATES, 5000, flat),
                        Line.of(Quantity.CONNECTIONS, 10_000, steep),
                        Line.of(Quantity.VALIDATION, 1, steep)));
        String page = GrowthFigures.page(Map.of("17", figures)).orElseThrow();
        assertTrue(page.contains("## JDK 17\n\na machine; 2026-01-02."), page);
        assertTrue(page.contains("| 1.50 | only bytes grow |"), page);
        assertTrue(
                page.contains("| certificates in the key store; full | 1 | 5,000 | 300 | 303 | 1.01 |"
                        + " 40,000 | 40,400 | 1.01 | no growth |"),
                page);
        assertTrue(page.contains("| 300 | 600 | 2.00 | 40,000 | 40,000 | 1.00 | TIME GROWS |"), page);
        assertTrue(page.contains("| 300 µs saved |"), page);
        assertEquals("2 of 3 quantities cost at most 15 % more", figures.verdict());
        assertEquals(figures.json(), GrowthFigures.parse(figures.json()).json());
        assertTrue(GrowthFigures.page(Map.of()).isEmpty());
    }

    @Test
    void quantitiesAreFoundByNameAndTitle() {
        assertEquals(List.of(Quantity.values()), Quantity.matching(""));
        assertEquals(List.of(Quantity.CONNECTIONS), Quantity.matching("IDLE"));
        assertEquals(List.of(Quantity.SESSIONS_100K), Quantity.matching("sessions_100k"));
        assertTrue(Quantity.matching("no such thing").isEmpty());
        assertFalse(Quantity.matching("anchors").contains(Quantity.CHAIN));
    }

    @Test
    void noTurnsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Turns(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Turns(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Turns(1, 1, -1));
    }
}
