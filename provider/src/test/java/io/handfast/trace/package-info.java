/** Tests of the key log and the trace events. */
@NullMarked
package io.handfast.trace;

import org.jspecify.annotations.NullMarked;
