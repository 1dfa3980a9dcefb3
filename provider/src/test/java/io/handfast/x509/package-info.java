@NullMarked
package io.handfast.x509;

import org.jspecify.annotations.NullMarked;
