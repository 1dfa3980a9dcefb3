/**
 * Whether a handshake of ours costs more when much is kept: sessions, certificates, trust anchors, connections, long chains.
 *
 * <p>A small and a large scene stand in one JVM and take turns, so that what disturbs the machine disturbs both.
 */
@NullMarked
package io.handfast.bench.growth;

import org.jspecify.annotations.NullMarked;
