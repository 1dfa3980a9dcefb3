/** Tests of the measurement of growth: its arithmetic, its page, its scenes. */
@NullMarked
package io.handfast.bench.growth;

import org.jspecify.annotations.NullMarked;
