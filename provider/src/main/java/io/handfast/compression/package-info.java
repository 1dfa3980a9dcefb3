/**
 * Compression of certificate chains: zlib from the JDK, Brotli and Zstandard from libraries that a program may bring along
 * (RFC 8879, RFC 1950, RFC 7932, RFC 8878).
 *
 * <p>First floor. The configuration names the algorithms, the handshake runs them. This room knows bytes, neither messages nor
 * alerts. The libraries are looked up by name when they are first wanted; without them their algorithms are not available.
 */
@NullMarked
package io.handfast.compression;

import org.jspecify.annotations.NullMarked;
