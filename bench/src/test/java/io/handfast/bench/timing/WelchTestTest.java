package io.handfast.bench.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Welch's t by values worked out by hand, and the crops by samples with a known difference. */
class WelchTestTest {
    @Test
    void tOfTwoSmallSamples() {
        WelchTest test = new WelchTest();
        for (double value : new double[] {1, 2, 3, 4, 5}) {
            test.add(0, value);
        }
        for (double value : new double[] {2, 4, 6, 8, 10}) {
            test.add(1, value);
        }
        // Means 3 and 6, variances 2.5 and 10: t = -3 / sqrt(2.5 / 5 + 10 / 5).
        assertEquals(-3 / Math.sqrt(2.5), test.t(), 1e-12);
        assertEquals(3, test.difference(), 1e-12);
        assertEquals(Math.sqrt(2.5), test.standardError(), 1e-12);
    }

    @Test
    void tooLittleSaysNothing() {
        WelchTest test = new WelchTest();
        assertEquals(0, test.t());
        test.add(0, 1);
        test.add(1, 100);
        assertEquals(0, test.t());
    }

    @Test
    void samplesOfOneDistributionAreNotToldApart() {
        assertTrue(largestT(0, 0) < Experiment.THRESHOLD);
    }

    @Test
    void aShiftBelowTheNoiseIsFound() {
        assertTrue(largestT(20, 0) > Experiment.THRESHOLD);
    }

    @Test
    void aDifferenceOfTheSpreadAloneIsFound() {
        assertTrue(largestT(0, 200) > Experiment.THRESHOLD);
    }

    /** Noise of 300 around 5000, a huge value now and then, and in class 1 a shift or more noise. */
    private static double largestT(int shift, int moreNoise) {
        Random random = new Random(7);
        long[] pilot = new long[2000];
        for (int i = 0; i < pilot.length; i++) {
            pilot[i] = value(random, 0, 0);
        }
        CroppedTests tests = new CroppedTests(pilot);
        for (int i = 0; i < 50_000; i++) {
            int which = random.nextInt(2);
            tests.add(which, value(random, which * shift, which * moreNoise));
        }
        return tests.largestT();
    }

    private static long value(Random random, int shift, int moreNoise) {
        long outlier = random.nextInt(1000) == 0 ? 1_000_000 : 0;
        return Math.round(5000 + shift + random.nextGaussian() * (300 + moreNoise)) + outlier;
    }
}
