package io.handfast.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes by class, before and after. */
class HistogramTest {
    private static final String TEXT = """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:          1000         200000  [B (java.base@17.0.1)
           2:            10           2400  java.lang.String (java.base@17.0.1)
           3:             1             16  a.Class
        Total          1011         202416
        """;

    @Test
    void aTableIsRead() {
        Histogram histogram = Histogram.parse(TEXT);
        assertEquals(202_416, histogram.total());
        assertThrows(IllegalArgumentException.class, () -> Histogram.parse("no such command"));
    }

    @Test
    void onlyDifferencesAreNamed() {
        Histogram later = Histogram.parse(TEXT.replace("200000", "200500").replace("a.Class", "another.Class"));
        assertEquals(Map.of("[B", 500L, "another.Class", 16L), later.beyond(Histogram.parse(TEXT)));
    }

    /** A histogram has an entry, a name and a number for each class, which are thousands of objects. */
    @Test
    void theOneBeforeDoesNotCountItself() {
        Histogram before = Histogram.before();
        Map<String, Long> more = Histogram.now().beyond(before);
        assertTrue(more.getOrDefault("java.util.LinkedHashMap$Entry", 0L) < 30_000, more::toString);
        assertTrue(before.total() > 0);
    }

    /** Of a class that nobody else has, for the JVM lets go of arrays of bytes at any time. */
    @Test
    void whatLivesIsCounted() {
        Histogram before = Histogram.before();
        Held[] held = new Held[1_000_000];
        Histogram after = Histogram.now();
        // A reference takes four bytes at least.
        assertTrue(4L * held.length <= after.beyond(before).getOrDefault("[L" + Held.class.getName() + ";", 0L));
        assertTrue(after.total() >= 4L * held.length);
    }

    private static final class Held {}
}
