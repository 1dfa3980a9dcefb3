package io.handfast.bench.engine;

/**
 * Whether a rate has stopped rising: compilers work beside what they compile, so that only the rate tells when they are done.
 *
 * <p>Best rates are compared, for a machine that others use as well makes rates fall at times, and seldom makes them rise.
 */
final class Settling {
    /** So many turns in succession without a new best rate, and it has settled. */
    static final int PATIENCE = 7;

    /** A best rate is new when it is better by so much. */
    private static final double BETTER = 1.03;

    private double best;
    private int turnsSince;

    /** Takes note of a turn's rate. */
    void add(double rate) {
        if (rate > best * BETTER) {
            best = rate;
            turnsSince = 0;
        } else {
            turnsSince++;
        }
    }

    /** Whether it has stopped rising. */
    boolean settled() {
        return turnsSince >= PATIENCE;
    }
}
