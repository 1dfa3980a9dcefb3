/**
 * The house rules as tests: which room may enter which, what stays behind which fence, how things are called. The rules live in
 * {@link io.handfast.houserules.Floors}, {@link io.handfast.houserules.Fences} and {@link io.handfast.houserules.SourceRules};
 * the packages under {@code offences} break each of them once, to show that they bite.
 */
@NullMarked
package io.handfast.houserules;

import org.jspecify.annotations.NullMarked;
