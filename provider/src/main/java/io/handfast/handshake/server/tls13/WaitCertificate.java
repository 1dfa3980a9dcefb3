package io.handfast.handshake.server.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CertificateType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** WAIT_CERT of a server: the client's chain, or an empty one (RFC 8446 §4.4.2, §A.2). */
record WaitCertificate(ServerHandshake13 handshake) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Certificate13 certificate = CertificateCompression.unpack(handshake.config(), this, received);
        // RFC 8446 §4.4.2: in the main handshake the context is empty, as it was in the request.
        if (!certificate.requestContext().isEmpty()) {
            throw ILLEGAL_PARAMETER.because("the client's Certificate has a request context that was never sent");
        }
        handshake.transcript().add(received.raw());
        if (certificate.entries().isEmpty()) {
            return new WaitFinished(
                    handshake, PeerAuthenticated.clientWithoutCertificate(handshake.config(), ProtocolVersion.TLS13));
        }
        PeerCredential shown = shown(handshake.config(), handshake.clientCertificateType(), certificate);
        effects.learned(shown.learnedBy(effects.facts().with()));
        ChainVerified verified = PeerChain.verifyClient(handshake.config(), shown);
        return new WaitCertificateVerify(handshake, verified);
    }

    /** What a Certificate shows, after the checks of its extensions. */
    static PeerCredential shown(TlsConfig config, CertificateType type, Certificate13 certificate) {
        for (CertificateEntry entry : certificate.entries()) {
            // RFC 8446 §4.4.2: an entry's extensions answer ours in the CertificateRequest, and we ask for none.
            entry.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.CERTIFICATE);
            entry.extensions().refuseUnsolicited(ExtensionBlock.empty());
        }
        return PeerChain.parse(
                config,
                type,
                certificate.entries().stream()
                        .map(CertificateEntry::certificate)
                        .toList());
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
