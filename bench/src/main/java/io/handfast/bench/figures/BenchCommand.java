package io.handfast.bench.figures;

import io.handfast.bench.Machine;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code ./handfast bench}: all rows with all stacks, in rounds; the table; and for a whole run the files of the documentation. */
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
        int rounds = effort.rounds();
        out.println(Machine.description());
        List<Figure> taken = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Row row : rows) {
                out.println("round " + round + " of " + rounds + ": " + row.title());
                for (Stack stack : stacks(row)) {
                    effort.measuring().take(row, stack).ifPresent(taken::add);
                }
            }
        }
        Results results =
                new Results(Machine.description(), LocalDate.now(ZoneOffset.UTC).toString(), medians(taken, rows));
        report(results, rows);
        String release = Integer.toString(Runtime.version().feature());
        Path committed = root.resolve("bench/results/jdk" + release + ".json");
        Optional<Results> before = Results.readFrom(committed);
        before.ifPresent(earlier -> Comparison.lines(earlier, results).forEach(out::println));
        if (pattern.isEmpty() && effort != Effort.QUICK) {
            results.writeTo(committed);
            writePages();
        } else {
            results.writeTo(root.resolve("bench/target/results-jdk" + release + ".json"));
        }
        return rows.stream().allMatch(row -> results.of(row, Stack.HANDFAST).isPresent()) ? 0 : 1;
    }

    /** Writes page and pictures anew from the results that are there. */
    public void writePages() throws IOException {
        Map<String, Results> byRelease = new TreeMap<>();
        for (String release : List.of("17", "21", "25")) {
            Optional<Results> results = Results.readFrom(root.resolve("bench/results/jdk" + release + ".json"));
            if (results.isPresent()) {
                byRelease.put(release, results.get());
                Files.writeString(
                        root.resolve("docs/performance-jdk" + release + ".svg"),
                        Picture.of(results.get(), List.of(Row.values()), List.of(Stack.values())));
            }
        }
        Files.writeString(root.resolve("docs/performance.md"), Page.of(byRelease));
    }

    private void report(Results results, List<Row> rows) {
        List<Stack> stacks = Arrays.stream(Stack.values())
                .filter(stack ->
                        rows.stream().anyMatch(row -> results.of(row, stack).isPresent()))
                .toList();
        out.println();
        out.print(Table.text(Table.rates(results, rows, stacks)));
        out.println();
        out.print(Table.text(Table.allocations(results, rows, stacks)));
        out.println();
    }

    /** Other primitives under a stack matter in the rows that are about primitives. */
    private static List<Stack> stacks(Row row) {
        return Arrays.stream(Stack.values())
                .filter(stack -> switch (stack) {
                    case JDK, BOUNCY_CASTLE, CONSCRYPT, HANDFAST -> true;
                    case NETTY -> !row.sockets();
                    case JDK_CORRETTO, BOUNCY_CASTLE_ALONE, BOUNCY_CASTLE_CORRETTO, HANDFAST_CORRETTO ->
                        row == Row.TLS13_ECDSA || row == Row.RECORDS_16K_HEAP;
                })
                .toList();
    }

    /** One figure of several rounds: the median of the rates. */
    static List<Figure> medians(List<Figure> taken, List<Row> rows) {
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            for (Stack stack : Stack.values()) {
                List<Figure> same = taken.stream()
                        .filter(figure ->
                                figure.row().equals(row.id()) && figure.stack().equals(stack.id()))
                        .toList();
                if (!same.isEmpty()) {
                    figures.add(new Figure(
                            row.id(),
                            stack.id(),
                            median(same.stream().mapToDouble(Figure::rate).toArray()),
                            median(same.stream().mapToDouble(Figure::allocated).toArray())));
                }
            }
        }
        return figures;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
