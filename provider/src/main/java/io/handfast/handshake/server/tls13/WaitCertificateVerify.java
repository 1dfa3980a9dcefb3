package io.handfast.handshake.server.tls13;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PossessionProven;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** WAIT_CV of a server: the client proves that it holds the key of its certificate (RFC 8446 §4.4.3, §A.2). */
record WaitCertificateVerify(ServerHandshake13 handshake, ChainVerified chain) implements HandshakeState {
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
        CertificateVerify verify = expect(CertificateVerify.class, received);
        PossessionProven possession = HandshakeSignatures.verify13(
                handshake.config(),
                chain.publicKey(),
                verify,
                HandshakeSignatures.Signer.CLIENT,
                handshake.transcript().hash());
        handshake.transcript().add(received.raw());
        effects.learned(
                effects.facts().with().peerSignatureScheme(possession.scheme()).build());
        return new WaitFinished(handshake, PeerAuthenticated.of(chain, possession));
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
