/** Tests of the extensions (RFC 8446 §4.2). */
@NullMarked
package io.handfast.extension;

import org.jspecify.annotations.NullMarked;
