/**
 * What a connection is asked to do: one immutable snapshot, the policy page, the properties, and the ports through which
 * the core reaches credentials, trust and the application (RFC 8446 §4, §9.1).
 *
 * <p>Second floor. The handshake reads it; it knows no message, no state and no {@code javax.net.ssl}.
 */
@NullMarked
package io.handfast.config;

import org.jspecify.annotations.NullMarked;
