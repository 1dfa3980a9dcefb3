/** The demo's own things: what it leaves behind. */
@NullMarked
package io.handfast.tools.demo;

import org.jspecify.annotations.NullMarked;
