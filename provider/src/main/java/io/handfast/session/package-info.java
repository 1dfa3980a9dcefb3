/**
 * Sessions that outlive their connection: what is kept of them, for how long, and the tickets that put them into the
 * client's keeping (RFC 8446 §2.2, §4.6.1; RFC 5246 §7.3; RFC 5077 §4).
 *
 * <p>Second floor. The configuration carries {@link io.handfast.session.Sessions} to the handshake, which looks up, adds
 * and forgets. This room knows no message and no state; whether a session fits a handshake is not its question. Stores
 * and ticket keys are shared by all connections of a context and are thread-safe; they run no thread of their own and
 * read the time from the clock that they are given.
 */
@NullMarked
package io.handfast.session;

import org.jspecify.annotations.NullMarked;
