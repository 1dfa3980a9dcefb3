/** What is measured: handshakes, records, sockets, memory, the first handshake of a JVM. JMH makes code of some of it. */
@NullMarked
package io.handfast.bench.engine;

import org.jspecify.annotations.NullMarked;
