@NullMarked
package io.handfast.jsse.revocation;

import org.jspecify.annotations.NullMarked;
