package io.handfast.bench.figures;

/**
 * One figure.
 *
 * @param row id of the row
 * @param stack id of the stack
 * @param rate operations per second, the median of the rounds
 * @param allocated bytes per operation; -1 where they are not counted
 */
public record Figure(String row, String stack, double rate, double allocated) {}
