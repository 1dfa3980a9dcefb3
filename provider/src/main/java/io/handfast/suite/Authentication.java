package io.handfast.suite;

/** The kind of key a TLS 1.2 suite asks of the server's certificate (RFC 5246 §7.4.2, RFC 8422 §2). */
public enum Authentication {
    RSA,
    /** An EC key, or an EdDSA key since RFC 8422 §5.10. */
    ECDSA
}
