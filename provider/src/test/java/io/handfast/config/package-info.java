@NullMarked
package io.handfast.config;

import org.jspecify.annotations.NullMarked;
