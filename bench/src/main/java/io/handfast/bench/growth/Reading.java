package io.handfast.bench.growth;

/**
 * What some handshakes in a row took.
 *
 * @param nanoseconds of processor time, for each handshake
 * @param allocated bytes, for each handshake
 */
record Reading(double nanoseconds, double allocated) {}
