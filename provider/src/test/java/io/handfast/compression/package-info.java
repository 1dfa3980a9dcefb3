@NullMarked
package io.handfast.compression;

import org.jspecify.annotations.NullMarked;
