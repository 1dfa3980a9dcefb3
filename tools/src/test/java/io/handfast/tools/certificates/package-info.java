/** Tests of the room of the same name. */
@NullMarked
package io.handfast.tools.certificates;

import org.jspecify.annotations.NullMarked;
