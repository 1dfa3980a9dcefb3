package io.handfast.handshake.client.tls13;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.HandshakeSignatures.Signer;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.auth.PossessionProven;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Received;
import java.util.Optional;

/**
 * Waits for the proof that the server holds the key of its chain (RFC 8446 §4.4.3, §A.1 WAIT_CV).
 *
 * <p>The signature is checked first and the chain after it: one public-key operation, before trust managers, revocation
 * look-ups and other callbacks go to work for a peer that may only have copied a chain.
 */
record WaitCertificateVerify(Handshake13 handshake, Optional<CertificateRequest13> request, PeerCredential shown)
        implements Negotiating {
    /** What trust managers are told instead of a key exchange, which TLS 1.3 suites do not name. */
    static final String AUTH_TYPE = "UNKNOWN";

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        CertificateVerify verify = expect(CertificateVerify.class, received);
        PossessionProven possession = HandshakeSignatures.verify13(
                handshake.config(),
                shown.publicKey(),
                verify,
                Signer.SERVER,
                handshake.transcript().hash());
        effects.learned(shown.learnedBy(effects.facts().with().peerSignatureScheme(possession.scheme())));
        ChainVerified verified = PeerChain.verifyServer(handshake.config(), shown, AUTH_TYPE);
        handshake.transcript().add(received.raw());
        return new WaitFinished(handshake, request, Optional.of(PeerAuthenticated.of(verified, possession)));
    }
}
