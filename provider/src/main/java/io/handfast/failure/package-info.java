/**
 * Why a connection failed: exceptions with fields for programs and a text for people, found among the causes of an
 * {@code SSLException} (RFC 8446 §6.2).
 *
 * <p>Ground floor, and the second package that programs may see. Every room may enter; this one knows no other.
 */
@NullMarked
package io.handfast.failure;

import org.jspecify.annotations.NullMarked;
