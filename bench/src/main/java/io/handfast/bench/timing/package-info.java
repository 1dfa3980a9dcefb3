/**
 * Tests of constant time by statistics, as dudect does (Reparaz, Balasch, Verbauwhede, "Dude, is my code constant time?",
 * 2017): two classes of input in random order, one clock reading each, and Welch's t between the two samples.
 *
 * <p>Subjects are the two places where TLS 1.2 and older answer to a peer that probes: the CBC records whose MAC lies under
 * the encryption (RFC 5246 §6.2.3.2), and the encrypted premaster secret (RFC 5246 §7.4.7.1). Each has a twin that leaks on
 * purpose, which shows that the tool finds what is there.
 */
@NullMarked
package io.handfast.bench.timing;

import org.jspecify.annotations.NullMarked;
