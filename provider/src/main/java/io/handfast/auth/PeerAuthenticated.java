package io.handfast.auth;

import static io.handfast.alert.AlertDescription.CERTIFICATE_REQUIRED;
import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfig;
import io.handfast.failure.CertificateFailure;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.SessionFacts;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The proof that the peer is who its chain says, or that it need not say; without one nothing is established
 * (RFC 8446 §4.4, §E.1).
 */
public final class PeerAuthenticated {
    private final List<X509Certificate> chain;
    private final Optional<PublicKey> rawPublicKey;

    private PeerAuthenticated(List<X509Certificate> chain) {
        this.chain = chain;
        this.rawPublicKey = Optional.empty();
    }

    private PeerAuthenticated(ChainVerified shown) {
        this.chain = shown.chain();
        this.rawPublicKey = chain.isEmpty() ? Optional.of(shown.publicKey()) : Optional.empty();
    }

    /** The peer's chain was accepted, and it signed this handshake with the leaf's key. */
    public static PeerAuthenticated of(ChainVerified chain, PossessionProven possession) {
        if (!possession.publicKey().equals(chain.publicKey())) {
            throw INTERNAL_ERROR.because("the key that signed is not the key of the chain that was verified");
        }
        return new PeerAuthenticated(chain);
    }

    /**
     * The server's chain was accepted, and it could decrypt the premaster secret, as its Finished shows
     * (RFC 5246 §7.4.7.1, §F.1.1.2).
     */
    public static PeerAuthenticated byKeyTransport(ChainVerified chain, FinishedVerified finished) {
        return new PeerAuthenticated(chain);
    }

    /** A client without a certificate, on a server that does not insist on one. */
    public static PeerAuthenticated clientWithoutCertificate(TlsConfig config, ProtocolVersion version) {
        if (config.clientAuthentication() == ClientAuthentication.REQUIRED) {
            // RFC 8446 §4.4.2.4 has an alert of its own for this; before 1.3 it was handshake_failure.
            CertificateFailure failure = CertificateFailure.of(
                            CertificateFailure.Check.PRESENCE,
                            "the client sent no certificate, and this server requires one")
                    .expected("a certificate of the client")
                    .found("none")
                    .advice(
                            "give the client a key manager with a certificate that one of this server's authorities has "
                                    + "issued, or let the server only want one (setWantClientAuth)")
                    .exception();
            throw (version.is13() ? CERTIFICATE_REQUIRED : HANDSHAKE_FAILURE)
                    .because(String.valueOf(failure.getMessage()), failure);
        }
        return new PeerAuthenticated(List.of());
    }

    /**
     * The client holds the key of a session in which it was authenticated as far as it was asked to be (RFC 8446
     * §4.2.11).
     */
    public static PeerAuthenticated resumed(TlsConfig config, SessionFacts session, BinderVerified binder) {
        return session.peerCertificates().isEmpty()
                ? clientWithoutCertificate(config, ProtocolVersion.TLS13)
                : new PeerAuthenticated(session.peerCertificates());
    }

    /**
     * The client holds the master secret of a session in which it was authenticated as far as it was asked to be, as its
     * Finished shows (RFC 5246 §7.3, §F.1.4).
     */
    public static PeerAuthenticated resumedClient(
            TlsConfig config, ProtocolVersion version, SessionFacts session, FinishedVerified finished) {
        return session.peerCertificates().isEmpty()
                ? clientWithoutCertificate(config, version)
                : new PeerAuthenticated(session.peerCertificates());
    }

    /** The server holds the key of a session in which its chain was accepted, as its Finished shows (RFC 8446 §2.2). */
    public static PeerAuthenticated resumed(SessionFacts session, FinishedVerified finished) {
        if (session.peerCertificates().isEmpty()) {
            throw INTERNAL_ERROR.because("the session that was resumed knows no certificate of the server");
        }
        return new PeerAuthenticated(session.peerCertificates());
    }

    /** The client holds a key that it shares with this server alone (RFC 8446 §2.2, RFC 9257 §4). */
    public static PeerAuthenticated byExternalKey(BinderVerified binder) {
        return new PeerAuthenticated(List.of());
    }

    /** The server holds a key that it shares with this client alone, as its Finished shows (RFC 8446 §2.2). */
    public static PeerAuthenticated byExternalKey(FinishedVerified finished) {
        return new PeerAuthenticated(List.of());
    }

    /** The key that the peer showed without a certificate. */
    public Optional<PublicKey> rawPublicKey() {
        return rawPublicKey;
    }

    /** The peer's chain, leaf first; empty for a client without a certificate and for a raw public key. */
    public List<X509Certificate> chain() {
        return chain;
    }
}
