package io.handfast.bench.growth;

import io.handfast.bench.figures.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Readings of a small and of a large scene, in pairs taken one right after the other.
 *
 * <p>The ratio of a pair is free of what slows the machine for longer than a pair; the median of the ratios is free of what
 * struck only one of the two.
 */
final class Growth {
    /** More than this is growth. */
    static final double BOUND = 1.15;

    private final List<Reading> small = new ArrayList<>();
    private final List<Reading> large = new ArrayList<>();

    void add(Reading ofSmall, Reading ofLarge) {
        small.add(ofSmall);
        large.add(ofLarge);
    }

    /** Median microseconds of a handshake in the small scene. */
    double smallMicroseconds() {
        return Ratio.median(values(small, Reading::nanoseconds)) / 1000;
    }

    /** Median microseconds of a handshake in the large scene. */
    double largeMicroseconds() {
        return Ratio.median(values(large, Reading::nanoseconds)) / 1000;
    }

    /** Median bytes that a handshake allocates in the small scene. */
    double smallAllocated() {
        return Ratio.median(values(small, Reading::allocated));
    }

    /** Median bytes that a handshake allocates in the large scene. */
    double largeAllocated() {
        return Ratio.median(values(large, Reading::allocated));
    }

    /** Median of the pairs' ratios of time, large to small. */
    double timeRatio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < small.size(); i++) {
            ratios.add(large.get(i).nanoseconds() / small.get(i).nanoseconds());
        }
        return Ratio.median(ratios);
    }

    private static List<Double> values(List<Reading> readings, ToDoubleFunction<Reading> value) {
        return readings.stream().map(reading -> value.applyAsDouble(reading)).toList();
    }
}
