package io.handfast.handshake.server.tls13;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.auth.PossessionProven;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Received;
import java.util.Optional;

/**
 * Waits for the proof that the client holds the key of the chain it has shown after the handshake (RFC 8446 §4.6.2,
 * §4.4.3). The signature is checked first, and only then are trust managers asked.
 *
 * @param exchange the transcript up to the client's Certificate
 */
record WaitPostHandshakeCertificateVerify(
        ApplicationTraffic traffic,
        PostHandshakeAuthentication authentication,
        Transcript exchange,
        PeerCredential shown)
        implements Answering {
    @Override
    public Answering with(ApplicationTraffic next) {
        return new WaitPostHandshakeCertificateVerify(next, authentication, exchange, shown);
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        CertificateVerify verify = expect(CertificateVerify.class, received);
        PossessionProven possession = HandshakeSignatures.verify13(
                authentication.config(), shown.publicKey(), verify, HandshakeSignatures.Signer.CLIENT, exchange.hash());
        ChainVerified verified = PeerChain.verifyClient(authentication.config(), shown);
        exchange.add(received.raw());
        return new WaitPostHandshakeFinished(
                traffic,
                authentication,
                exchange,
                PeerAuthenticated.of(verified, possession),
                Optional.of(possession.scheme()));
    }
}
