/**
 * What becomes of the measurements: rows and columns, rounds over all of them, files, tables and pictures.
 *
 * <p>Each figure is taken in a JVM of its own; the stacks take turns within a row, and the rows within a round, so that ratios
 * come from neighbours in time.
 */
@NullMarked
package io.handfast.bench.figures;

import org.jspecify.annotations.NullMarked;
