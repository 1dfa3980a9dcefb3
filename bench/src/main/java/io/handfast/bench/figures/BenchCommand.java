package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./handfast bench}: all rows with all stacks; the table; and for a whole run the files of the documentation. */
public final class BenchCommand {
    private final PrintStream out;
    private final Path root;

    /** Writes under the root of the repository. */
    public BenchCommand(PrintStream out, Path root) {
        this.out = out;
        this.root = root;
    }

    /** Measures what the pattern names; 0 when each row got a figure of ours. */
    public int run(Effort effort, String pattern) throws IOException {
        List<Row> rows = Row.matching(pattern);
        if (rows.isEmpty()) {
            out.println("no scenario matches " + pattern);
            return 2;
        }
        out.println(Machine.description());
        double planned = rows.stream().mapToDouble(effort::seconds).sum();
        out.printf(
                Locale.ROOT,
                "%d of %d scenarios, some %.0f minutes%n",
                rows.size(),
                Row.values().length,
                Math.ceil(planned / 60));
        Progress progress = new Progress(out, rows.size(), planned);
        Measuring measuring = new Measuring(effort);
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            List<Figure> taken = new ArrayList<>();
            for (int round = 0; round < effort.rounds(); round++) {
                taken.addAll(measuring.take(row));
            }
            figures.addAll(joined(taken));
            progress.done(effort.seconds(row), line(row, figures));
        }
        Pages pages = new Pages(root);
        Path committed = pages.results("performance");
        Optional<Results> before = Results.readFrom(committed);
        Results results = results(effort, figures);
        before.ifPresent(earlier -> Comparison.lines(earlier, results).forEach(out::println));
        boolean complete = rows.stream()
                .allMatch(row -> results.of(row, Entrant.of(Stack.HANDFAST)).isPresent());
        report(results, rows);
        if (pattern.isEmpty() && effort != Effort.QUICK && complete) {
            before.map(results::after).orElse(results).writeTo(committed);
            pages.write();
            out.println("Written: " + committed + ", docs/performance.md and its pictures");
        } else {
            Path other = root.resolve("bench/target/results").resolve(committed.getFileName());
            results.writeTo(other);
            out.println("Written: " + other);
        }
        out.println(summary(results, rows) + "; took " + progress.spent());
        return complete ? 0 : 1;
    }

    private static Results results(Effort effort, List<Figure> figures) throws IOException {
        return new Results(
                Machine.description(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                effort.name().toLowerCase(Locale.ROOT),
                Versions.all(),
                figures,
                Map.of());
    }

    private static Results only(List<Figure> figures) {
        return new Results("", "", "", Map.of(), figures, Map.of());
    }

    /** What came out for us in a row. */
    private static String line(Row row, List<Figure> figures) {
        Results results = only(figures);
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
