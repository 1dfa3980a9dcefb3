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

    /**
     * A method that an operation calls once is taken up by the last compiler after so many calls at the latest
     * ({@code Tier4CompileThreshold}); up to then a rate may stand still for a while and rise again.
     */
    static final int OPERATIONS = 15_000;

    private double best;
    private long operations;
    private int turnsSince;

    /** Takes note of a turn's rate, and of how many operations it had. */
    void add(double rate, long done) {
        operations += done;
        if (rate > best * BETTER) {
            best = rate;
            turnsSince = 0;
        } else {
            turnsSince++;
        }
    }

    /** Whether it has stopped rising. */
    boolean settled() {
        return turnsSince >= PATIENCE && operations >= OPERATIONS;
    }
}
