package io.handfast.bench.figures;

import io.handfast.bench.primitive.Recipe;
import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures as rows of text, head first. */
public final class Table {
    /** The stacks as they are without further providers; the others are in {@link #OTHER_PRIMITIVES}. */
    static final List<Stack> PLAIN =
            List.of(Stack.JDK, Stack.BOUNCY_CASTLE, Stack.CONSCRYPT, Stack.NETTY, Stack.HANDFAST);

    static final List<Stack> OTHER_PRIMITIVES = List.of(
            Stack.JDK_CORRETTO, Stack.BOUNCY_CASTLE_ALONE, Stack.BOUNCY_CASTLE_CORRETTO, Stack.HANDFAST_CORRETTO);

    /** Someone has not what was to be measured. */
    public static final String NONE = "none";

    /** Someone has it, and could not be measured. */
    static final String FAILED = "failed";

    private Table() {}

    /** The JDK's provider by what it does per second, the others by their ratio to it, and what we want of ours. */
    static List<List<String>> rates(Results results, List<Row> rows, List<Stack> stacks) {
        List<List<String>> table = new ArrayList<>();
        table.add(head("scenario", stacks, "goal", "before"));
        Stack ours = stacks.get(stacks.size() - 1);
        for (Row row : rows) {
            if (stacks.stream()
                    .noneMatch(stack -> results.of(row, Entrant.of(stack)).isPresent())) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(row.title()));
            for (Stack stack : stacks) {
                cells.add(results.of(row, Entrant.of(stack))
                        .map(figure -> rate(results, row, stack, figure))
                        .orElse(absent(row, stack)));
            }
            cells.add(goal(row, ours));
            cells.add(results.before(row, ours)
                    .map(before -> String.format(Locale.ROOT, "%.2f", before))
                    .orElse(""));
            table.add(cells);
        }
        return table;
    }

    /** Bytes allocated per operation, how many of ours the primitives alone would, and how many we want at most. */
    static List<List<String>> allocations(Results results, List<Row> rows, List<Stack> stacks) {
        List<List<String>> table = new ArrayList<>();
        table.add(head("bytes allocated per operation", stacks, "primitives alone", "goal, at most"));
        Stack ours = stacks.get(stacks.size() - 1);
        for (Row row : rows) {
            if (!row.countsAllocation()
                    || stacks.stream()
                            .noneMatch(
                                    stack -> results.of(row, Entrant.of(stack)).isPresent())) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(row.title()));
            for (Stack stack : stacks) {
                cells.add(results.of(row, Entrant.of(stack))
                        .map(figure -> whole(figure.allocated()))
                        .orElse(absent(row, stack)));
            }
            cells.add(results.of(row, Entrant.floorOf(ours))
                    .map(floor -> whole(floor.allocated()))
                    .orElse(""));
            OptionalDouble goal = Goals.allocated(row, ours);
            cells.add(goal.isPresent() ? whole(goal.getAsDouble()) : "");
            table.add(cells);
        }
        return table;
    }

    /** Each row of ours beside the sum of its primitives, measured in the same turns. */
    static List<List<String>> floors(Results results, List<Row> rows) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "scenario",
                "ours",
                "primitives alone",
                "how near",
                "ours : JDK",
                "primitives : JDK",
                "goal",
                "verdict"));
        for (Row row : rows) {
            for (Stack stack : List.of(Stack.HANDFAST, Stack.HANDFAST_CORRETTO)) {
                Optional<Figure> ours = results.of(row, Entrant.of(stack));
                Optional<Figure> floor = results.of(row, Entrant.floorOf(stack));
                Optional<Ratio> near = results.nearness(row, stack);
                if (ours.isPresent() && floor.isPresent() && near.isPresent()) {
                    table.add(List.of(
                            row.title() + (stack == Stack.HANDFAST ? "" : ", with Corretto's provider"),
                            whole(ours.get().rate()) + "/s",
                            whole(floor.get().rate()) + "/s",
                            String.format(
                                    Locale.ROOT, "%.0f %%", 100 * near.get().value()),
                            ratio(results.ratio(row, Entrant.of(stack))),
                            ratio(results.ratio(row, Entrant.floorOf(stack))),
                            goal(row, stack),
                            verdict(results, row, stack)));
                }
            }
        }
        return table;
    }

    /** What the floors are made of. */
    static List<List<String>> recipes() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("scenario", "primitives of client and server"));
        for (Row row : Row.values()) {
            table.add(List.of(row.title(), describe(row.floor())));
        }
        return table;
    }

    private static String describe(Recipe recipe) {
        return recipe.steps().stream()
                .map(step -> (step.times() == 1 ? "" : step.times() + " × ") + step.operation())
                .collect(Collectors.joining("; "));
    }

    private static String absent(Row row, Stack stack) {
        if (!row.entrants().contains(Entrant.of(stack))) {
            return "";
        }
        return row.unknownTo(stack) ? NONE : FAILED;
    }

    /** Whether a goal is reached, and if not, whether its primitives alone would. */
    static String verdict(Results results, Row row, Stack stack) {
        Optional<Boolean> reached = reached(results, row, stack, false);
        if (reached.isEmpty()) {
            return "";
        }
        if (reached.get()) {
            return "reached";
        }
        return reached(results, row, stack, true).orElse(false)
                ? "missed"
                : "missed; the primitives alone would miss it, too";
    }

    /** Whether we, or the primitives alone, reach the goal; empty where there is none or no figure. */
    static Optional<Boolean> reached(Results results, Row row, Stack stack, boolean floor) {
        Entrant entrant = new Entrant(stack, floor);
        OptionalDouble ratio = Goals.ratio(row, stack);
        if (ratio.isPresent()) {
            // Two digits are shown, so two digits count.
            return results.ratio(row, entrant)
                    .map(is -> Math.round(is.value() * 100) >= Math.round(ratio.getAsDouble() * 100));
        }
        OptionalDouble rate = Goals.rate(row, stack);
        return rate.isPresent()
                ? results.of(row, entrant).map(figure -> figure.rate() >= rate.getAsDouble())
                : Optional.empty();
    }

    private static String goal(Row row, Stack stack) {
        OptionalDouble ratio = Goals.ratio(row, stack);
        OptionalDouble rate = Goals.rate(row, stack);
        return ratio.isPresent()
                ? String.format(Locale.ROOT, "%.1f", ratio.getAsDouble())
                : rate.isPresent() ? whole(rate.getAsDouble()) + "/s" : "";
    }

    private static List<String> head(String first, List<Stack> stacks, String... last) {
        List<String> head = new ArrayList<>(List.of(first));
        stacks.forEach(stack -> head.add(stack.title()));
        head.addAll(List.of(last));
        return head;
    }

    private static String rate(Results results, Row row, Stack stack, Figure figure) {
        String absolute = whole(figure.rate()) + "/s";
        Optional<Ratio> ratio = results.ratio(row, Entrant.of(stack));
        if (ratio.isEmpty()) {
            return absolute;
        }
        return stack == Stack.JDK ? "1 (" + absolute + ")" : ratio.get().toString();
    }

    private static String ratio(Optional<Ratio> ratio) {
        return ratio.map(is -> String.format(Locale.ROOT, "%.2f", is.value())).orElse("");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Aligned columns for a terminal. */
    public static String text(List<List<String>> table) {
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
    public static String markdown(List<List<String>> table) {
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
