/**
 * The presentation language: bounded reading, nested writing, immutable bytes (RFC 8446 §3, RFC 5246 §4).
 *
 * <p>Ground floor. Every room may enter; this one knows the alerts and nothing else, no message and no extension.
 */
@NullMarked
package io.handfast.wire;

import org.jspecify.annotations.NullMarked;
