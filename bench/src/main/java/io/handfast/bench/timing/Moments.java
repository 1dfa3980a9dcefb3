package io.handfast.bench.timing;

/** Mean and variance of a sample that grows one value at a time (Welford, 1962). */
final class Moments {
    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    /** The unbiased variance; 0 for fewer than two values. */
    double variance() {
        return count < 2 ? 0 : squares / (count - 1);
    }
}
