/** Tests that what is measured works at all, with every stack that runs on this machine. */
@NullMarked
package io.handfast.bench.engine;

import org.jspecify.annotations.NullMarked;
