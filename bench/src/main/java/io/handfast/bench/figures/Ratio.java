package io.handfast.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How two rates compare, from turns taken one right after the other, so that what slows the machine for a while slows both.
 *
 * @param value the median of the turns' ratios
 * @param spread half of the distance between the smallest and the largest of them
 */
public record Ratio(double value, double spread) {

    /** The first in proportion to the second. */
    static Ratio of(Figure one, Figure base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(one.rates().size(), base.rates().size()); i++) {
            ratios.add(one.rates().get(i) / base.rates().get(i));
        }
        double least = ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return new Ratio(median(ratios), (most - least) / 2);
    }

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException for no values
     */
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", value, spread);
    }
}
