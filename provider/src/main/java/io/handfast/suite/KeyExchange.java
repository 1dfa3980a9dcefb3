package io.handfast.suite;

/** How a TLS 1.2 suite agrees on the premaster secret (RFC 5246 §7.4.3, RFC 8422 §2). */
public enum KeyExchange {
    /** The server signs an ephemeral share of a curve. */
    ECDHE,
    /** The server signs an ephemeral share of a finite field. */
    DHE,
    /** The client encrypts the premaster under the server's key: no forward secrecy. */
    RSA
}
