/**
 * What a server chooses from a ClientHello, as pure functions: version, suite, group, names (RFC 8446 §4.1.1, §4.2;
 * RFC 5246 §7.4.1.3).
 *
 * <p>Third floor. The server's states enter; nothing here sends, receives or remembers.
 */
@NullMarked
package io.handfast.handshake.server.choice;

import org.jspecify.annotations.NullMarked;
