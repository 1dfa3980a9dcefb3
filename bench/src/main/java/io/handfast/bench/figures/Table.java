package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures as rows of text: the JDK's provider by what it does per second, the others by their ratio to it. */
final class Table {
    private Table() {}

    static final String NONE = "none";

    /** Head and rows of the rates. */
    static List<List<String>> rates(Results results, List<Row> rows, List<Stack> stacks) {
        List<List<String>> table = new ArrayList<>();
        table.add(head("scenario", stacks, "goal"));
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.title()));
            for (Stack stack : stacks) {
                cells.add(results.of(row, stack)
                        .map(figure -> rate(results, row, stack, figure))
                        .orElse(NONE));
            }
            cells.add(row.goal() == 0 ? "" : String.format(Locale.ROOT, "%.1f", row.goal()));
            table.add(cells);
        }
        return table;
    }

    /** Head and rows of the bytes allocated per operation. */
    static List<List<String>> allocations(Results results, List<Row> rows, List<Stack> stacks) {
        List<List<String>> table = new ArrayList<>();
        table.add(head("bytes allocated per operation", stacks, ""));
        for (Row row : rows) {
            if (!row.countsAllocation()) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(row.title()));
            for (Stack stack : stacks) {
                cells.add(results.of(row, stack)
                        .map(figure -> String.format(Locale.ROOT, "%,.0f", figure.allocated()))
                        .orElse(NONE));
            }
            cells.add("");
            table.add(cells);
        }
        return table;
    }

    private static List<String> head(String first, List<Stack> stacks, String last) {
        List<String> head = new ArrayList<>(List.of(first));
        stacks.forEach(stack -> head.add(stack.title()));
        head.add(last);
        return head;
    }

    private static String rate(Results results, Row row, Stack stack, Figure figure) {
        String absolute = String.format(Locale.ROOT, "%,.0f/s", figure.rate());
        Optional<Double> ratio = results.ratio(row, stack);
        if (ratio.isEmpty()) {
            return absolute;
        }
        return stack == Stack.JDK ? "1 (" + absolute + ")" : String.format(Locale.ROOT, "%.2f", ratio.get());
    }

    /** Aligned columns for a terminal. */
    static String text(List<List<String>> table) {
        int columns = table.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : table) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** A table in Markdown. */
    static String markdown(List<List<String>> table) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < table.size(); i++) {
            text.append("| ").append(String.join(" | ", table.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|").append("---|".repeat(table.get(0).size())).append('\n');
            }
        }
        return text.toString();
    }
}
