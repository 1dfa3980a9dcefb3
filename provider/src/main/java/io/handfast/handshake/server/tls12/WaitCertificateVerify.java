package io.handfast.handshake.server.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PossessionProven;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** Waits for the client's proof that it holds the key of its certificate (RFC 5246 §7.4.8). */
record WaitCertificateVerify(ServerHandshake12 handshake, ServerKeys12 keys, ChainVerified chain)
        implements HandshakeState {
    @Override
    public Dialect dialect() {
        return handshake.dialect();
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        CertificateVerify verify = expect(CertificateVerify.class, received);
        // RFC 5246 §7.4.8: the signature covers all handshake messages before this one, as they were.
        PossessionProven possession = HandshakeSignatures.verify12(
                handshake.config(),
                chain.publicKey(),
                verify.scheme(),
                handshake.transcript().messages(),
                verify.signature());
        handshake.transcript().releaseMessages();
        handshake.transcript().add(received.raw());
        effects.learned(
                effects.facts().with().peerSignatureScheme(possession.scheme()).build());
        return WaitFinished.enter(handshake, keys, PeerAuthenticated.of(chain, possession), effects);
    }

    @Override
    public void destroy() {
        keys.masterSecret().destroy();
    }
}
