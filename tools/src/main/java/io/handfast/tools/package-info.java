/**
 * The {@code handfast} command: what a person runs to see the provider at work.
 *
 * <p>{@link io.handfast.tools.Main} reads the command line and hands over to the room of the command. Only the exported
 * package {@code io.handfast} of the provider is used here, never its inner rooms. Nothing in the provider knows this
 * package.
 */
@NullMarked
package io.handfast.tools;

import org.jspecify.annotations.NullMarked;
