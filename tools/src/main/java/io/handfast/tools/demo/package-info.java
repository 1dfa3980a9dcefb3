/**
 * {@code handfast demo}: real HTTPS exchanges over the provider, each handshake drawn as it happened.
 *
 * <p>The clients here are ordinary programs: they know nothing of the provider, which is merely first in the list of
 * security providers. Peers are the {@code openssl} command and the JDK's own TLS. Needs {@code openssl} on the path.
 */
@NullMarked
package io.handfast.tools.demo;

import org.jspecify.annotations.NullMarked;
