/**
 * The JSSE face of the provider: contexts, engines, sockets, factories and session views (JSSE Reference Guide).
 *
 * <p>Top floor. Only the exported package enters. Here {@code javax.net.ssl}, sockets and {@code ByteBuffer} begin and
 * end; below it, nobody knows them. It knows the connection, its configuration and the trust room, and no message, key or
 * record.
 */
@NullMarked
package io.handfast.jsse;

import org.jspecify.annotations.NullMarked;
