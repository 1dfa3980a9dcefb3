/** Tests of the room of the same name. */
@NullMarked
package io.handfast.tools.diagram;

import org.jspecify.annotations.NullMarked;
