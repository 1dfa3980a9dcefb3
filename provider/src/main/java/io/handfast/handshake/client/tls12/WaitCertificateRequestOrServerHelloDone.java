package io.handfast.handshake.client.tls12;

import io.handfast.auth.PeerCredential;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.Received;
import io.handfast.message.ServerHelloDone;
import java.util.Optional;

/** Waits for the end of the server's flight, or first for its wish to see our chain (RFC 5246 §7.4.4, §7.4.5). */
record WaitCertificateRequestOrServerHelloDone(Handshake12 handshake, PeerCredential shown, ServerParameters parameters)
        implements Negotiating {
    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        if (received.message() instanceof ServerHelloDone) {
            return new WaitServerHelloDone(handshake, shown, parameters, Optional.empty()).next(received, effects);
        }
        CertificateRequest12 request = expect(CertificateRequest12.class, received);
        effects.learned(effects.facts()
                .with()
                .peerSignatureAlgorithms(request.signatureAlgorithms())
                .peerSignatureAlgorithmsCert(request.signatureAlgorithms())
                .build());
        handshake.transcript().add(received.raw());
        return new WaitServerHelloDone(handshake, shown, parameters, Optional.of(request));
    }
}
