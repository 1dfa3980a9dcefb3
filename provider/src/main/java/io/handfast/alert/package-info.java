/**
 * The words for faults: one alert, one exception, one reason (RFC 8446 §6, RFC 5246 §7.2).
 *
 * <p>Ground floor. Every room may enter; this one knows no other.
 */
@NullMarked
package io.handfast.alert;

import org.jspecify.annotations.NullMarked;
