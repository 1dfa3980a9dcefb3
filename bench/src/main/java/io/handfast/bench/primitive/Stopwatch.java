package io.handfast.bench.primitive;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Measures operations in processor time of the thread. */
public final class Stopwatch {
    private static final int STRETCHES = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long budget;
    private long made;

    /**
     * Measures so long.
     *
     * @param milliseconds for the warm-up of a figure, and again for the figure itself
     */
    public Stopwatch(int milliseconds) {
        budget = milliseconds * 1_000_000L;
    }

    /** Microseconds of one operation: the median of several stretches, after one that does not count. */
    public double microseconds(Operation operation) throws GeneralSecurityException, IOException {
        double[] stretches = new double[STRETCHES];
        stretch(operation, budget);
        for (int i = 0; i < stretches.length; i++) {
            stretches[i] = stretch(operation, budget / stretches.length);
        }
        Arrays.sort(stretches);
        return stretches[stretches.length / 2];
    }

    /** So that nothing is computed in vain. */
    public long made() {
        return made;
    }

    private double stretch(Operation operation, long nanoseconds) throws GeneralSecurityException, IOException {
        long begin = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        long spent;
        do {
            // Reading the clock costs as much as a small operation.
            for (int i = 0; i < 8; i++) {
                made += operation.run();
            }
            count += 8;
            spent = THREADS.getCurrentThreadCpuTime() - begin;
        } while (spent < nanoseconds);
        return spent / 1000.0 / count;
    }
}
