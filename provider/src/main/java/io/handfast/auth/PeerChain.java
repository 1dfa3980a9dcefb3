package io.handfast.auth;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateChains;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Parses a peer's chain and has it verified (RFC 8446 §4.4.2, RFC 5246 §7.4.2). */
public final class PeerChain {
    private PeerChain() {}

    /** The certificates of a Certificate message, leaf first; at least one. */
    public static List<X509Certificate> parse(TlsConfig config, List<Bytes> encoded) {
        try {
            return CertificateChains.parse(
                    config.jca().certificateFactory(),
                    encoded.stream().map(Bytes::toArray).toList(),
                    config.maxCertificateChainLength());
        } catch (CertificateException e) {
            throw BAD_CERTIFICATE.because("the peer's chain was refused: " + e.getMessage(), e);
        }
    }

    /** Has a server's chain accepted; {@code authType} as {@link io.handfast.config.PeerVerifier} takes it. */
    public static ChainVerified verifyServer(TlsConfig config, List<X509Certificate> chain, String authType) {
        return verify(chain, () -> config.peerVerifier().verifyServer(chain, authType), "server");
    }

    /** Has a client's chain accepted. */
    public static ChainVerified verifyClient(TlsConfig config, List<X509Certificate> chain) {
        String authType = chain.get(0).getPublicKey().getAlgorithm();
        return verify(chain, () -> config.peerVerifier().verifyClient(chain, authType), "client");
    }

    /** Whether the chain of a client that takes up a session is still accepted. */
    public static boolean stillAccepted(TlsConfig config, List<X509Certificate> chain) {
        try {
            verifyClient(config, chain);
            return true;
        } catch (TlsException refused) {
            // No fault of the connection: in a full handshake the client may show another.
            return false;
        }
    }

    private static ChainVerified verify(List<X509Certificate> chain, Verification verification, String role) {
        try {
            verification.run();
        } catch (CertificateException e) {
            throw CertificateAlerts.of(e).because("the " + role + "'s certificate was refused: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // A verifier written by a user may fail in any way; that must never count as consent.
            throw CERTIFICATE_UNKNOWN.because("verifying the " + role + "'s certificate failed: " + e, e);
        }
        return new ChainVerified(chain);
    }

    /** One call of the verifier. */
    @FunctionalInterface
    private interface Verification {
        void run() throws CertificateException;
    }
}
