@NullMarked
package io.handfast.jsse.trust;

import org.jspecify.annotations.NullMarked;
