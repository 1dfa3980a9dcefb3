package io.handfast.handshake.client.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * Waits for the server's Finished, answers it, and moves on to application keys (RFC 8446 §4.4.4, §A.1 WAIT_FINISHED).
 *
 * @param byCertificate who the server is; in a resumption the Finished itself will tell
 */
record WaitFinished(
        Handshake13 handshake, Optional<CertificateRequest13> request, Optional<PeerAuthenticated> byCertificate)
        implements Negotiating {
    @Override
    public boolean costly() {
        // A wish for our certificate leads to a key manager and a signature, a second look at the server's to a trust
        // manager.
        return request.isPresent()
                || byCertificate.isEmpty() && handshake.config().options().verifiesOnResumption();
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        Transcript transcript = handshake.transcript();
        FinishedVerified verified = FinishedVerified.check(
                handshake.serverHandshakeTrafficSecret().verifyData(transcript.hash()), finished);
        PeerAuthenticated peer = byCertificate.isPresent() ? byCertificate.get() : byKey(verified);
        transcript.add(received.raw());
        byte[] hash = transcript.hash();
        // RFC 8446 §5.1: the keys change behind the server's Finished; ours would tell it that all is well
        effects.endOfRecord();
        // What comes after it need not be known for it, and the server works on with it.
        ClientFinishedFlight.send(handshake, request, effects);
        return new FinishedSent(handshake, peer, verified, Bytes.owning(hash));
    }

    /** By the pre-shared key, which nobody but the server could have made this Finished with. */
    private PeerAuthenticated byKey(FinishedVerified verified) {
        return handshake.byExternalKey() ? PeerAuthenticated.byExternalKey(verified) : resumed(verified);
    }

    private PeerAuthenticated resumed(FinishedVerified verified) {
        SessionFacts session = handshake.resumed().orElseThrow();
        if (handshake.config().options().verifiesOnResumption()) {
            PeerChain.verifyServer(
                    handshake.config(), PeerCredential.of(session.peerCertificates()), WaitCertificateVerify.AUTH_TYPE);
        }
        return PeerAuthenticated.resumed(session, verified);
    }
}
