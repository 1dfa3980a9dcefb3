package io.handfast.bench.figures;

import java.io.PrintStream;
import java.util.Locale;

/** Lines that say how far a command is, and how long it will still take. */
public final class Progress {
    private final PrintStream out;
    private final int steps;
    private final double planned;
    private final long begin = System.nanoTime();
    private double donePlanned;
    private int done;

    /**
     * Begins now.
     *
     * @param planned seconds that all steps were thought to take
     */
    public Progress(PrintStream out, int steps, double planned) {
        this.out = out;
        this.steps = steps;
        this.planned = planned;
    }

    /** One step is done that was thought to take so many seconds; the ones to come will take as much longer as it did. */
    public void done(double seconds, String what) {
        done++;
        donePlanned += seconds;
        double spent = (System.nanoTime() - begin) / 1e9;
        double left = done == steps ? 0 : spent / donePlanned * (planned - donePlanned);
        out.printf(Locale.ROOT, "[%d/%d, %s left] %s%n", done, steps, time(left), what);
    }

    /** Minutes and seconds since the beginning. */
    public String spent() {
        return time((System.nanoTime() - begin) / 1e9);
    }

    private static String time(double seconds) {
        long rounded = Math.max(0, Math.round(seconds));
        return rounded / 60 + ":" + String.format(Locale.ROOT, "%02d", rounded % 60);
    }
}
