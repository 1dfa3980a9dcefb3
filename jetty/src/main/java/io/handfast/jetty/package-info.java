/**
 * Jetty's hooks for ALPN, filled for Handfast's engines (RFC 7301).
 *
 * <p>Jetty 12 finds these classes as services and asks each whether it knows an engine; its own know the JDK's and some others'
 * by their class. Nobody else enters here, and nothing here knows more of Handfast than {@code HandfastConnection}.
 */
@NullMarked
package io.handfast.jetty;

import org.jspecify.annotations.NullMarked;
