package io.handfast.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How two rates compare, from turns taken one right after the other, so that what slows the machine for a while slows both.
 *
 * @param value the median of the turns' ratios
 * @param spread half of the distance between their first quartile and their third
 */
public record Ratio(double value, double spread) {

    /** The first in proportion to the second. */
    static Ratio of(Figure one, Figure base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(one.rates().size(), base.rates().size()); i++) {
            ratios.add(one.rates().get(i) / base.rates().get(i));
        }
        return new Ratio(median(ratios), (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2);
    }

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException for no values
     */
    public static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /** The value below which such a part of the others lies, on a straight line between the two nearest. */
    private static double quantile(List<Double> values, double part) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", value, spread);
    }
}
