package io.handfast.bench.figures;

import java.util.List;

/**
 * One figure.
 *
 * @param row id of the row
 * @param entrant id of who was measured
 * @param rates operations per second, one for each turn; turns of the same number are neighbours in time
 * @param allocated bytes per operation; -1 where they are not counted
 */
public record Figure(String row, String entrant, List<Double> rates, double allocated) {
    public Figure {
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("no turns of " + entrant + " in " + row);
        }
        rates = List.copyOf(rates);
    }

    /** The median of the turns. */
    public double rate() {
        return Ratio.median(rates);
    }
}
