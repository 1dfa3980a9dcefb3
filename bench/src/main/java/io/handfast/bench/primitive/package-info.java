/**
 * The cryptographic operations that handshakes and records are made of, one by one from each source that has them, and as
 * the least that a scenario needs ({@link io.handfast.bench.primitive.Recipe}).
 */
@NullMarked
package io.handfast.bench.primitive;

import org.jspecify.annotations.NullMarked;
