/**
 * The cipher suites, one line each, in order of preference (RFC 8446 Appendix B.4, RFC 5246 Appendix C, RFC 5288,
 * RFC 5289, RFC 6655, RFC 7905).
 *
 * <p>The record layer, key schedule, configuration and handshake enter. A suite is a name for its parts and does no work
 * itself.
 */
@NullMarked
package io.handfast.suite;

import org.jspecify.annotations.NullMarked;
