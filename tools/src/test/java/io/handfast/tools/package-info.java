/** What the command makes of its words. */
@NullMarked
package io.handfast.tools;

import org.jspecify.annotations.NullMarked;
