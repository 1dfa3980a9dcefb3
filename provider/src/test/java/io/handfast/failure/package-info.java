/** Tests of what programs read of a failure. */
@org.jspecify.annotations.NullMarked
package io.handfast.failure;
