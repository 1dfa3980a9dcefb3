package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bars for each row, one per stack, as long as the ratio to the JDK's provider; an SVG (W3C SVG 1.1). */
final class Picture {
    private static final int WIDTH = 900;
    private static final int LEFT = 210;
    private static final int BAR = 13;
    private static final int GAP = 30;
    private static final double LONGEST = 5;
    private static final String OURS = "#1b7f5c";
    private static final String OTHERS = "#9aa5b1";

    private Picture() {}

    static String of(Results results, List<Row> rows, List<Stack> stacks) {
        StringBuilder bars = new StringBuilder();
        int y = 50;
        for (Row row : rows) {
            if (results.of(row, Stack.JDK).isEmpty()) {
                continue;
            }
            bars.append(text(10, y, "13\" font-weight=\"bold", "start", row.title()));
            y += 8;
            for (Stack stack : stacks) {
                Optional<Double> ratio = results.ratio(row, stack);
                if (ratio.isPresent()) {
                    bars.append(bar(y, stack, ratio.get()));
                    y += BAR + 3;
                }
            }
            y += GAP;
        }
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\">%n",
                        WIDTH,
                        y)
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + text(10, 22, "13", "start", "Operations per second, the JDK's provider being 1. " + results.machine())
                + bars + "</svg>\n";
    }

    private static String bar(int y, Stack stack, double ratio) {
        double length = Math.min(ratio, LONGEST) * (WIDTH - LEFT - 60) / LONGEST;
        return text(LEFT - 8, y + 11, "11", "end", stack.title())
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        LEFT,
                        y,
                        length,
                        BAR,
                        stack.ours() ? OURS : OTHERS)
                + text((int) (LEFT + length + 5), y + 11, "11", "start", String.format(Locale.ROOT, "%.2f", ratio));
    }

    private static String text(int x, int y, String size, String anchor, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-size=\"%s\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                size,
                anchor,
                escaped);
    }
}
