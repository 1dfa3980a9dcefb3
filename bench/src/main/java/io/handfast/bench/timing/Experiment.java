package io.handfast.bench.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures a subject: classes in random order, inputs made in batches beforehand, so that what the clock sees is the same
 * code in the same state (Reparaz and others, §2).
 *
 * @param measurements how many clock readings count
 * @param warmUp how many come before them, for the compiler; the last of these are the pilot sample
 * @param seed of the order and of the inputs
 */
record Experiment(int measurements, int warmUp, long seed) {
    private static final int BATCH = 512;

    /** More than this is a leak: the bound of dudect and of the test-vector leakage assessment before it. */
    static final double THRESHOLD = 4.5;

    Experiment {
        if (warmUp < BATCH || measurements < 1) {
            throw new IllegalArgumentException("too few measurements: " + measurements + " after " + warmUp);
        }
    }

    <I> Finding run(Subject<I> subject) {
        Random random = new Random(seed);
        long[] pilot = new long[Math.min(warmUp, 20_000)];
        measure(subject, random, warmUp - pilot.length, (which, time) -> {});
        int[] next = {0};
        measure(subject, random, pilot.length, (which, time) -> pilot[next[0]++] = time);
        CroppedTests tests = new CroppedTests(pilot);
        measure(subject, random, measurements, tests::add);
        WelchTest finest = tests.finest();
        return new Finding(
                subject.name(),
                subject.className(0),
                subject.className(1),
                measurements,
                tests.uncropped().sample(0).mean(),
                tests.largestT(),
                finest.difference(),
                THRESHOLD * finest.standardError());
    }

    private static <I> void measure(Subject<I> subject, Random random, int count, Readings readings) {
        int[] classes = new int[BATCH];
        List<I> inputs = new ArrayList<>(BATCH);
        for (int done = 0; done < count; ) {
            int size = Math.min(BATCH, count - done);
            inputs.clear();
            for (int i = 0; i < size; i++) {
                classes[i] = random.nextInt(2);
                inputs.add(subject.prepare(classes[i], random));
            }
            for (int i = 0; i < size; i++) {
                I input = inputs.get(i);
                long begin = System.nanoTime();
                subject.run(input);
                long end = System.nanoTime();
                readings.take(classes[i], end - begin);
            }
            done += size;
        }
    }

    private interface Readings {
        void take(int which, long nanoseconds);
    }
}
