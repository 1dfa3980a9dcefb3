/** Tests of the presentation language. */
@NullMarked
package io.handfast.wire;

import org.jspecify.annotations.NullMarked;
