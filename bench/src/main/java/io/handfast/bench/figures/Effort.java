package io.handfast.bench.figures;

/** How much time figures are given. */
public enum Effort {
    /** One round, to see where one stands. */
    QUICK(1, new Measuring(2, 1)),
    /** One round that may be committed; a whole run takes some 12 minutes. */
    USUAL(1, new Measuring(4, 3)),
    /** Three rounds, of which the medians count. */
    THOROUGH(3, new Measuring(5, 3));

    private final int rounds;
    private final Measuring measuring;

    Effort(int rounds, Measuring measuring) {
        this.rounds = rounds;
        this.measuring = measuring;
    }

    /** How often each figure is taken. */
    int rounds() {
        return rounds;
    }

    Measuring measuring() {
        return measuring;
    }
}
