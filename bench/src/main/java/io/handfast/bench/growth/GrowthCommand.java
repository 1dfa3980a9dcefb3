package io.handfast.bench.growth;

import io.handfast.bench.Machine;
import io.handfast.bench.figures.Origin;
import io.handfast.bench.figures.Progress;
import io.handfast.bench.figures.Store;
import io.handfast.bench.figures.Table;
import io.handfast.bench.growth.GrowthFigures.Line;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./handfast bench growth}: each quantity, small beside large. */
public final class GrowthCommand {
    private static final String KIND = "growth";

    private final PrintStream out;
    private final Store store;

    /** Writes results and pages there. */
    public GrowthCommand(PrintStream out, Store store) {
        this.out = out;
        this.store = store;
    }

    /**
     * Measures the quantities whose name or title contains the pattern.
     *
     * @param quick fewer handshakes, less in the caches, and no page
     * @return 0 when no time grows, 1 when some does, 2 when the pattern fits nothing
     */
    public int run(boolean quick, String pattern) throws GeneralSecurityException, IOException {
        List<Quantity> quantities = Quantity.matching(pattern);
        if (quantities.isEmpty()) {
            out.println("nothing is called " + pattern);
            return 2;
        }
        out.println(Machine.description());
        double planned = quantities.stream().mapToInt(Quantity::seconds).sum();
        Progress progress = new Progress(out, quantities.size(), planned);
        List<Line> lines = new ArrayList<>();
        for (Quantity quantity : quantities) {
            int many = quantity.large(quick);
            Scene small = quantity.scene(Stage.usual(), quantity.small());
            Scene large = quantity.scene(Stage.usual(), many);
            Line line = Line.of(quantity, many, (quick ? Turns.QUICK : Turns.USUAL).run(small, large));
            lines.add(line);
            progress.done(
                    quantity.seconds(),
                    String.format(
                            Locale.ROOT,
                            "%s: %,d and %,d, ratio %.2f; %s",
                            line.quantity(),
                            line.small(),
                            line.large(),
                            line.timeRatio(),
                            line.verdict()));
        }
        GrowthFigures figures = new GrowthFigures(Origin.here(quick ? "quick" : "usual"), lines);
        out.println();
        out.print(Table.text(figures.table()));
        boolean whole = !quick && quantities.size() == Quantity.values().length && Store.shows();
        Path file = whole ? store.committed(KIND) : store.passing(KIND);
        Store.write(file, figures.json());
        if (whole) {
            store.write(pages(store));
        }
        out.println("Written: " + file + (whole ? ", docs/growth.md" : ""));
        out.println(figures.verdict() + "; took " + progress.spent());
        return lines.stream().allMatch(Line::within) ? 0 : 1;
    }

    /** The page by its path; none where there are no results. */
    public static Map<String, String> pages(Store store) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        GrowthFigures.page(store.read(KIND, GrowthFigures::parse)).ifPresent(page -> pages.put("docs/growth.md", page));
        return pages;
    }
}
