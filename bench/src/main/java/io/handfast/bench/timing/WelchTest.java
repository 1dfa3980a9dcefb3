package io.handfast.bench.timing;

/** Welch's t-test between two samples whose variances may differ (Welch, 1947). */
final class WelchTest {
    private final Moments first = new Moments();
    private final Moments second = new Moments();

    /** Adds a value to the sample 0 or 1. */
    void add(int sample, double value) {
        (sample == 0 ? first : second).add(value);
    }

    Moments sample(int which) {
        return which == 0 ? first : second;
    }

    /** Difference of the means in units of its standard error; 0 when nothing can be said. */
    double t() {
        double error = standardError();
        return error == 0 ? 0 : (first.mean() - second.mean()) / error;
    }

    /** Second mean less first mean, in the unit of the values. */
    double difference() {
        return second.mean() - first.mean();
    }

    /** The standard error of the difference of the means; 0 for samples too small to have one. */
    double standardError() {
        if (first.count() < 2 || second.count() < 2) {
            return 0;
        }
        return Math.sqrt(first.variance() / first.count() + second.variance() / second.count());
    }
}
