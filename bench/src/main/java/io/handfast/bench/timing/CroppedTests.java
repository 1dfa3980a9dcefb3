package io.handfast.bench.timing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Welch's test on all values, on those below each of several percentiles, and on squared distances from the mean.
 *
 * <p>Interruptions, collections and compilations make a few values huge, and a few huge values hide a small difference; so
 * dudect looks at the lower part of the distribution, too. The bounds are the same for both samples and come from a pilot
 * sample, not from the values tested.
 */
final class CroppedTests {
    private static final int CROPS = 14;

    private final double[] bounds;
    private final WelchTest[] tests;
    private final WelchTest spread = new WelchTest();
    private final double centre;

    /** Bounds after a pilot sample, which must not be empty and is not tested itself. */
    CroppedTests(long[] pilot) {
        long[] sorted = pilot.clone();
        Arrays.sort(sorted);
        bounds = new double[CROPS + 1];
        for (int i = 0; i < CROPS; i++) {
            // Closer together towards the top: 22 %, 39 %, 53 % ... 97 %.
            double share = 1 - Math.pow(0.5, 5.0 * (i + 1) / CROPS);
            bounds[i] = sorted[(int) (share * (sorted.length - 1))];
        }
        bounds[CROPS] = Double.POSITIVE_INFINITY;
        tests = new WelchTest[CROPS + 1];
        Arrays.setAll(tests, i -> new WelchTest());
        centre = sorted[sorted.length / 2];
    }

    /** Adds a value to the sample 0 or 1. */
    void add(int sample, long value) {
        for (int i = 0; i <= CROPS; i++) {
            if (value <= bounds[i]) {
                tests[i].add(sample, (double) value);
            }
        }
        // Second order: a difference in the spread; the outermost values say nothing about us.
        if (value <= bounds[CROPS - 1]) {
            spread.add(sample, (value - centre) * (value - centre));
        }
    }

    /** The largest |t| of all the tests. */
    double largestT() {
        return Math.max(
                Math.abs(spread.t()),
                IntStream.range(0, tests.length)
                        .mapToDouble(i -> Math.abs(tests[i].t()))
                        .max()
                        .orElse(0));
    }

    /** The test whose means are known best, which tells the smallest differences. */
    WelchTest finest() {
        return List.of(tests).stream()
                .filter(test -> test.standardError() > 0)
                .min(Comparator.comparingDouble(WelchTest::standardError))
                .orElse(tests[CROPS]);
    }

    /** All values, none cropped. */
    WelchTest uncropped() {
        return tests[CROPS];
    }
}
