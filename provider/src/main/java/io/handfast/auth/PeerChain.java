package io.handfast.auth;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.iana.CertificateType;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateChains;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a peer's chain and has it verified (RFC 8446 §4.4.2, RFC 5246 §7.4.2, RFC 7250 §4.2). */
public final class PeerChain {
    private PeerChain() {}

    /**
     * What a Certificate message shows.
     *
     * @param type the form that was agreed on
     * @param encoded certificates, leaf first, or one key; not empty
     */
    public static PeerCredential parse(TlsConfig config, CertificateType type, List<Bytes> encoded) {
        if (!config.options().rawPublicKeys().accepted().contains(type)) {
            throw UNSUPPORTED_CERTIFICATE.because(
                    "the peer shows an X.509 certificate, and we take raw public keys only");
        }
        return switch (type) {
            case X509 -> PeerCredential.of(certificates(config, encoded));
            case RAW_PUBLIC_KEY -> new PeerCredential(RawKeys.parse(config, encoded), List.of());
        };
    }

    private static List<X509Certificate> certificates(TlsConfig config, List<Bytes> encoded) {
        KnownChains known = KnownChains.of(config.jca());
        List<X509Certificate> before =
                encoded.size() <= config.maxCertificateChainLength() ? known.find(encoded) : null;
        if (before != null) {
            return before;
        }
        List<byte[]> certificates = new ArrayList<>(encoded.size());
        for (Bytes each : encoded) {
            certificates.add(each.toArray());
        }
        try {
            List<X509Certificate> chain = CertificateChains.parse(
                    config.jca().certificateFactory(), certificates, config.maxCertificateChainLength());
            known.keep(encoded, chain);
            return chain;
        } catch (CertificateException e) {
            throw BAD_CERTIFICATE.because("the peer's chain was refused: " + e.getMessage(), e);
        }
    }

    /**
     * Has what a server shows accepted; {@code authType} as {@link io.handfast.config.PeerVerifier} takes it.
     */
    public static ChainVerified verifyServer(TlsConfig config, PeerCredential shown, String authType) {
        return shown.rawPublicKey().isPresent()
                ? RawKeys.verify(config, shown, config.serverName(), "server")
                : verify(shown, () -> config.peerVerifier().verifyServer(shown.chain(), authType), "server");
    }

    /** Has what a client shows accepted. */
    public static ChainVerified verifyClient(TlsConfig config, PeerCredential shown) {
        String authType = shown.publicKey().getAlgorithm();
        return shown.rawPublicKey().isPresent()
                ? RawKeys.verify(config, shown, Optional.empty(), "client")
                : verify(shown, () -> config.peerVerifier().verifyClient(shown.chain(), authType), "client");
    }

    /** Whether the chain of a client that takes up a session is still accepted. */
    public static boolean stillAccepted(TlsConfig config, List<X509Certificate> chain) {
        try {
            verifyClient(config, PeerCredential.of(chain));
            return true;
        } catch (TlsException refused) {
            // No fault of the connection: in a full handshake the client may show another.
            return false;
        }
    }

    private static ChainVerified verify(PeerCredential shown, Verification verification, String role) {
        try {
            verification.run();
        } catch (CertificateException e) {
            throw CertificateAlerts.of(e).because("the " + role + "'s certificate was refused: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // A verifier written by a user may fail in any way; that must never count as consent.
            throw CERTIFICATE_UNKNOWN.because("verifying the " + role + "'s certificate failed: " + e, e);
        }
        return new ChainVerified(shown);
    }

    /** One call of the verifier. */
    @FunctionalInterface
    private interface Verification {
        void run() throws CertificateException;
    }
}
