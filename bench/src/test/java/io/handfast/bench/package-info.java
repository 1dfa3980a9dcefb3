/** Tests of what the bench leaves in the documentation, and of its command line. */
@NullMarked
package io.handfast.bench;

import org.jspecify.annotations.NullMarked;
