package io.handfast.tools.demo;

/**
 * What came of one exchange.
 *
 * @param protocol the negotiated version, as the side that is not us or the session says
 * @param suite the negotiated suite
 * @param digest the SHA-256 of the body that arrived, in hexadecimal
 */
record Outcome(String protocol, String suite, String digest) {}
