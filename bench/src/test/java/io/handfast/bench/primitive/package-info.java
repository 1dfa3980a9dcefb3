/** Tests that every primitive can be repeated, and that floors are sums of them. */
@NullMarked
package io.handfast.bench.primitive;

import org.jspecify.annotations.NullMarked;
