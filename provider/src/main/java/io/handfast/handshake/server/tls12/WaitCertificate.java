package io.handfast.handshake.server.tls12;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CertificateType;
import io.handfast.message.Certificate12;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** The server asked for a certificate and waits for it, or for an empty list (RFC 5246 §7.4.6). */
record WaitCertificate(ServerHandshake12 handshake, PremasterSource premaster) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return handshake.clientCertificateType() == CertificateType.RAW_PUBLIC_KEY
                ? Dialect.RAW_PUBLIC_KEY
                : handshake.dialect();
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Certificate12 certificate = expect(Certificate12.class, received);
        handshake.transcript().add(received.raw());
        if (certificate.certificates().isEmpty()) {
            handshake.transcript().releaseMessages();
            return new WaitClientKeyExchange(
                    handshake,
                    premaster,
                    new ClientProof.Given(
                            PeerAuthenticated.clientWithoutCertificate(handshake.config(), handshake.version())));
        }
        PeerCredential shown =
                PeerChain.parse(handshake.config(), handshake.clientCertificateType(), certificate.certificates());
        effects.learned(shown.learnedBy(effects.facts().with()));
        return new WaitClientKeyExchange(
                handshake, premaster, new ClientProof.Owed(PeerChain.verifyClient(handshake.config(), shown)));
    }

    @Override
    public void destroy() {
        premaster.destroy();
    }
}
