/**
 * The front door: the provider and the few public extras that JSSE has no place for. This is the only exported package; whatever
 * stands here is an API to keep. It may know the JSSE classes of the top floor, and nothing below may know it.
 */
@NullMarked
package io.handfast;

import org.jspecify.annotations.NullMarked;
