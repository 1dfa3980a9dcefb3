/**
 * The TLS stacks that are measured side by side, each ready to make client and server: the JDK's, Bouncy Castle's,
 * Conscrypt, Netty's BoringSSL engine, and ours; some of them over other primitives, too.
 */
@NullMarked
package io.handfast.bench.stack;

import org.jspecify.annotations.NullMarked;
