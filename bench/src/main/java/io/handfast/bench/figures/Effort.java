package io.handfast.bench.figures;

/** How much time figures are given. */
public enum Effort {
    /** One fork and hardly any warm-up, to see whether something is broken; not figures to quote. */
    QUICK(1, 1, 2, 400),
    /** One fork that may be committed; a whole run takes some 80 minutes. */
    USUAL(1, 80, 15, 400),
    /** Three forks with a longer warm-up. */
    THOROUGH(3, 120, 15, 600);

    private final int rounds;
    private final int warmUpSeconds;
    private final int turns;
    private final int milliseconds;

    Effort(int rounds, int warmUpSeconds, int turns, int milliseconds) {
        this.rounds = rounds;
        this.warmUpSeconds = warmUpSeconds;
        this.turns = turns;
        this.milliseconds = milliseconds;
    }

    /** How many JVMs each figure comes from. */
    int rounds() {
        return rounds;
    }

    /** How many seconds of work a warm-up may take at most. */
    int warmUpSeconds() {
        return warmUpSeconds;
    }

    /** Turns of each JVM that count. */
    int turns() {
        return turns;
    }

    /** How long a turn that counts is. */
    int milliseconds() {
        return milliseconds;
    }

    /** About how many seconds a row takes on two cores: JVMs start, warm up, and take turns. */
    double seconds(Row row) {
        int entrants = row.entrants().size();
        return rounds
                * entrants
                * (1.5 + Math.min(warmUpSeconds, row.secondsToSettle()) + turns * (milliseconds / 1000.0 + 0.02));
    }
}
