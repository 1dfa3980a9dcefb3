/**
 * Handshakes as pictures for a terminal: from the provider's events to lines of text.
 *
 * <p>Pure functions from {@link io.handfast.HandshakeEvent}s to text; this room opens no connection and prints nothing.
 */
@NullMarked
package io.handfast.tools.diagram;

import org.jspecify.annotations.NullMarked;
