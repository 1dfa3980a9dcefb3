/** Tests of tables, files, pictures and comparisons. */
@NullMarked
package io.handfast.bench.figures;

import org.jspecify.annotations.NullMarked;
