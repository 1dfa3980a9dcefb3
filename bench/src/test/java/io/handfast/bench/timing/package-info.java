/** Tests of the timing tests: what they find, and what they do not make up. */
@NullMarked
package io.handfast.bench.timing;

import org.jspecify.annotations.NullMarked;
