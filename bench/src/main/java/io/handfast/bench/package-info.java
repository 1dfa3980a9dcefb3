/**
 * The bench: how fast and how light the provider is beside others, and whether its secrets show in its time.
 *
 * <p>Nothing here is shipped. {@link io.handfast.bench.Main} is what {@code ./handfast bench} starts.
 */
@NullMarked
package io.handfast.bench;

import org.jspecify.annotations.NullMarked;
