package io.handfast.handshake.client.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.Received;
import io.handfast.message.ServerHelloDone;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import java.util.Optional;

/**
 * Waits for the end of the server's flight, has the chain verified and answers (RFC 5246 §7.4.5).
 *
 * <p>The chain is verified here, when the whole flight has been read and a signature in it checked: so callbacks and
 * revocation look-ups do not go to work for a peer that has only copied a chain, and nothing of ours is sent before.
 *
 * @param request the server's wish to see our chain
 */
record WaitServerHelloDone(
        Handshake12 handshake,
        PeerCredential shown,
        ServerParameters parameters,
        Optional<CertificateRequest12> request)
        implements Negotiating {
    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        expect(ServerHelloDone.class, received);
        handshake.transcript().add(received.raw());
        effects.learned(shown.learnedBy(effects.facts().with()));
        ChainVerified verified = PeerChain.verifyServer(handshake.config(), shown, authType(handshake.suite()));
        ClientKeyExchangeFlight.Sent sent = ClientKeyExchangeFlight.send(handshake, parameters, request, effects);
        return LastFlight.await(
                new WaitFinished(handshake, verified, parameters, sent.keys(), sent.verifyData(), Optional.empty()),
                effects);
    }

    /** The key exchange as trust managers know it, such as {@code ECDHE_RSA} or {@code RSA}. */
    static String authType(CipherSuite12 suite) {
        return suite.keyExchange() == KeyExchange.RSA
                ? suite.keyExchange().name()
                : suite.keyExchange().name() + "_" + suite.authentication().name();
    }
}
