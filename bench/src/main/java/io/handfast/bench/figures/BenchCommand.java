package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./handfast bench}: all rows with all stacks; the table; and for a whole run the files of the documentation. */
public final class BenchCommand {
    private static final String KIND = "performance";

    private final PrintStream out;
    private final Store store;

    /** Writes results and pages there. */
    public BenchCommand(PrintStream out, Store store) {
        this.out = out;
        this.store = store;
    }

    /**
     * Measures what the pattern names; 0 when each row got a figure of ours.
     *
     * @param keep whether rows that the pattern leaves out stay as they were committed, so that the result is whole
     */
    public int run(Effort effort, String pattern, boolean keep) throws IOException {
        List<Row> rows = Row.matching(pattern);
        if (rows.isEmpty()) {
            out.println("no scenario matches " + pattern);
            return 2;
        }
        Path committed = store.committed(KIND);
        // Read before hours of measuring, so that a file that cannot be read stops nobody at their end.
        Optional<Results> before =
                Files.exists(committed) ? Optional.of(Results.parse(Files.readString(committed))) : Optional.empty();
        out.println(Machine.description());
        Origin origin = Origin.here(effort.name().toLowerCase(Locale.ROOT));
        if (keep && before.isPresent() && !origin.comparable(before.get().origin())) {
            out.println(
                    "What was committed comes from another machine or other versions, so that no row of it can be kept: "
                            + before.get().origin().sentence());
            return 2;
        }
        double planned = rows.stream().mapToDouble(effort::seconds).sum();
        out.printf(
                Locale.ROOT,
                "%d of %d scenarios, some %.0f minutes%n",
                rows.size(),
                Row.values().length,
                Math.ceil(planned / 60));
        Progress progress = new Progress(out, rows.size(), planned);
        Measuring measuring = new Measuring(effort, out);
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            List<Figure> taken = new ArrayList<>();
            for (int round = 0; round < effort.rounds(); round++) {
                taken.addAll(measuring.take(row));
            }
            figures.addAll(joined(taken));
            progress.done(effort.seconds(row), line(row, figures));
        }
        Results results = new Results(origin, figures, Map.of());
        boolean joins = keep && before.isPresent();
        boolean complete = rows.stream()
                .allMatch(row -> results.of(row, Entrant.of(Stack.HANDFAST)).isPresent());
        report(results, rows);
        out.println();
        before.ifPresent(earlier -> Comparison.lines(earlier, results).forEach(out::println));
        boolean whole = (pattern.isEmpty() || joins) && effort != Effort.QUICK && complete && Store.shows();
        Path file = whole ? committed : store.passing(KIND);
        Results written =
                joins ? results.among(before.get()) : before.map(results::after).orElse(results);
        Store.write(file, written.json());
        if (whole) {
            store.write(pages(store));
        }
        out.println("Written: " + file + (whole ? ", docs/performance.md and its pictures" : ""));
        out.println(summary(results, rows) + "; took " + progress.spent());
        return complete ? 0 : 1;
    }

    /** The page and its pictures, by path; none where there are no results. */
    public static Map<String, String> pages(Store store) throws IOException {
        Map<String, Results> byRelease = store.read(KIND, Results::parse);
        Map<String, String> pages = new LinkedHashMap<>();
        byRelease.forEach((release, results) -> pages.put(
                "docs/performance-jdk" + release + ".svg",
                Picture.of(results, List.of(Row.values()), List.of(Stack.values()))));
        if (!byRelease.isEmpty()) {
            pages.put("docs/performance.md", Page.of(byRelease));
        }
        return pages;
    }

    /** What came out for us in a row. */
    private static String line(Row row, List<Figure> figures) {
        Results results = new Results(new Origin("", "", "", Map.of()), figures, Map.of());
        Entrant ours = Entrant.of(Stack.HANDFAST);
        String rate = results.of(row, ours)
                .map(figure -> String.format(Locale.ROOT, "%,.0f/s", figure.rate()))
                .orElse("no figure of ours");
        String ratio = results.ratio(row, ours).map(is -> ", JDK × " + is).orElse("");
        String near = results.nearness(row, Stack.HANDFAST)
                .map(is -> String.format(Locale.ROOT, ", %.0f %% of its primitives alone", 100 * is.value()))
                .orElse("");
        return row.title() + ": " + rate + ratio + near;
    }

    private void report(Results results, List<Row> rows) {
        for (List<Stack> stacks : List.of(Table.PLAIN, Table.OTHER_PRIMITIVES)) {
            print(Table.rates(results, rows, stacks));
        }
        print(Table.floors(results, rows));
        for (List<Stack> stacks : List.of(Table.PLAIN, Table.OTHER_PRIMITIVES)) {
            print(Table.allocations(results, rows, stacks));
        }
    }

    private void print(List<List<String>> table) {
        if (table.size() > 1) {
            out.println();
            out.print(Table.text(table));
        }
    }

    private static String summary(Results results, List<Row> rows) {
        int goals = 0;
        int reached = 0;
        for (Row row : rows) {
            for (Stack stack : List.of(Stack.HANDFAST, Stack.HANDFAST_CORRETTO)) {
                Optional<Boolean> verdict = Table.reached(results, row, stack, false);
                goals += verdict.isPresent() ? 1 : 0;
                reached += verdict.orElse(false) ? 1 : 0;
            }
        }
        return reached + " of " + goals + " goals of speed reached on JDK "
                + Runtime.version().feature();
    }

    /** One figure of several forks: all their turns, and the median of what they allocate. */
    static List<Figure> joined(List<Figure> taken) {
        Map<List<String>, List<Figure>> forks = new LinkedHashMap<>();
        for (Figure figure : taken) {
            forks.computeIfAbsent(List.of(figure.row(), figure.entrant()), key -> new ArrayList<>())
                    .add(figure);
        }
        List<Figure> figures = new ArrayList<>();
        forks.forEach((key, same) -> figures.add(new Figure(
                key.get(0),
                key.get(1),
                same.stream().flatMap(figure -> figure.rates().stream()).toList(),
                Ratio.median(same.stream().map(Figure::allocated).toList()))));
        return figures;
    }
}
