package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Bars for each row, one per stack, as long as the ratio to the JDK's provider, the goal a line across ours; an SVG (W3C SVG 1.1). */
final class Picture {
    private static final int WIDTH = 900;
    private static final int LEFT = 210;
    private static final int BAR = 13;
    private static final int GAP = 30;
    private static final double LONGEST = 5;
    private static final String OURS = "#1b7f5c";
    private static final String OTHERS = "#9aa5b1";
    private static final String GOAL = "#c0392b";

    private Picture() {}

    static String of(Results results, List<Row> rows, List<Stack> stacks) {
        StringBuilder bars = new StringBuilder();
        int y = 68;
        for (Row row : rows) {
            // Where the JDK has no provider, Bouncy Castle is the measure.
            Entrant base =
                    Entrant.of(results.of(row, Entrant.of(Stack.JDK)).isPresent() ? Stack.JDK : Stack.BOUNCY_CASTLE);
            Optional<Figure> one = results.of(row, base);
            if (one.isEmpty()) {
                continue;
            }
            String measure = base.stack() == Stack.JDK ? "" : " (" + base.title() + " being 1)";
            bars.append(text(10, y, "13\" font-weight=\"bold", "start", row.title() + measure));
            y += 8;
            for (Stack stack : stacks) {
                Optional<Figure> figure = results.of(row, Entrant.of(stack));
                if (figure.isPresent()) {
                    double ratio = Ratio.of(figure.get(), one.get()).value();
                    bars.append(bar(y, stack, ratio));
                    OptionalDouble goal = Goals.ratio(row, stack);
                    if (goal.isPresent() && base.stack() == Stack.JDK) {
                        bars.append(rectangle(LEFT + length(goal.getAsDouble()) - 1, y - 1, 2, BAR + 2, GOAL));
                    }
                    y += BAR + 3;
                }
            }
            y += GAP;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\">\n",
                        WIDTH,
                        y)
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + text(
                        10,
                        22,
                        "13",
                        "start",
                        "Operations per second, the JDK's provider being 1; the red line is our goal.")
                + text(
                        10,
                        40,
                        "11",
                        "start",
                        results.origin().machine() + "; " + results.origin().date())
                + bars + "</svg>\n";
    }

    private static double length(double ratio) {
        return Math.min(ratio, LONGEST) * (WIDTH - LEFT - 60) / LONGEST;
    }

    private static String bar(int y, Stack stack, double ratio) {
        return text(LEFT - 8, y + 11, "11", "end", stack.title())
                + rectangle(LEFT, y, length(ratio), BAR, stack.ours() ? OURS : OTHERS)
                + text(
                        (int) (LEFT + length(ratio) + 5),
                        y + 11,
                        "11",
                        "start",
                        String.format(Locale.ROOT, "%.2f", ratio));
    }

    private static String rectangle(double x, int y, double width, int height, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
                x,
                y,
                width,
                height,
                colour);
    }

    private static String text(int x, int y, String size, String anchor, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-size=\"%s\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                size,
                anchor,
                escaped);
    }
}
