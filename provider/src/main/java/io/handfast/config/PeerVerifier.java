package io.handfast.config;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The port to whoever decides whether a peer's chain is trusted and belongs to the name we asked for (RFC 8446 §4.4.2.4).
 *
 * <p>Called once per full handshake, never under a lock, and possibly on another thread. May block.
 */
public interface PeerVerifier {
    /**
     * Accepts a server's chain, or says why not.
     *
     * @param chain leaf first, as the peer sent it; never empty
     * @param authType the platform's authentication type, such as {@code ECDHE_RSA} or {@code UNKNOWN} in TLS 1.3
     */
    void verifyServer(List<X509Certificate> chain, String authType) throws CertificateException;

    /**
     * Accepts a client's chain, or says why not.
     *
     * @param chain leaf first, as the peer sent it; never empty
     * @param authType the key's algorithm, such as {@code RSA} or {@code EC}
     */
    void verifyClient(List<X509Certificate> chain, String authType) throws CertificateException;

    /** The subjects of the authorities that a client certificate may chain to, DER-encoded; may be empty. */
    List<byte[]> acceptedAuthorities();
}
