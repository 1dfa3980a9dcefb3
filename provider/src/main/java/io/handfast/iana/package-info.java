/**
 * Code points and their names, and nothing else (the IANA TLS registries; RFC 8446 §11).
 *
 * <p>Ground floor. Every room may enter; this one knows no other and decides nothing.
 */
@NullMarked
package io.handfast.iana;

import org.jspecify.annotations.NullMarked;
