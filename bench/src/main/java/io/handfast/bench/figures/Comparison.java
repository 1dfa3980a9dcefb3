package io.handfast.bench.figures;

import io.handfast.bench.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What has changed since an earlier run, by ratios, since machines and their load differ. */
final class Comparison {
    /** Smaller changes are noise. */
    private static final double WORTH_A_WORD = 0.15;

    private Comparison() {}

    /** A line for each of our ratios that moved by more than noise. */
    static List<String> lines(Results earlier, Results now) {
        Results compared = now.after(earlier);
        List<String> lines = new ArrayList<>();
        for (Row row : Row.values()) {
            for (Stack stack : Stack.values()) {
                Optional<Ratio> ratio = compared.ratio(row, Entrant.of(stack));
                Optional<Double> before = compared.before(row, stack);
                if (ratio.isEmpty() || before.isEmpty()) {
                    continue;
                }
                double is = ratio.get().value();
                double was = before.get();
                if (Math.abs(is / was - 1) > WORTH_A_WORD) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s: %s, %s: %.2f, was %.2f",
                            is > was ? "better" : "WORSE",
                            row.title(),
                            stack.title(),
                            is,
                            was));
                }
            }
        }
        return lines;
    }
}
