package io.handfast.bench.timing;

import java.util.Random;

/**
 * Something whose time must not tell two classes of input apart.
 *
 * @param <I> one input, ready to be used once
 */
interface Subject<I> {
    /** What is measured, in a few words. */
    String name();

    /** What the inputs of class 0 or 1 have in common, in a few words. */
    String className(int which);

    /** Makes an input of class 0 or 1; inputs are run in the order in which they were made. */
    I prepare(int which, Random random);

    /** What the clock sees. */
    void run(I input);
}
