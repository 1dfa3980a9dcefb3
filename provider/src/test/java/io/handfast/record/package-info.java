/** Tests of the record layer: limits, protection, joining and splitting. */
@NullMarked
package io.handfast.record;

import org.jspecify.annotations.NullMarked;
