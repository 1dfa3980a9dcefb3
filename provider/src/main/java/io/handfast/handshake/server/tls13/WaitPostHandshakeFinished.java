package io.handfast.handshake.server.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.HandshakeFactsBuilder;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import java.util.Optional;

/**
 * Waits for the end of a client's answer to a request after the handshake; only then is it known who the client is (RFC
 * 8446 §4.6.2, §4.4.4).
 *
 * @param exchange the transcript up to the message before
 * @param peer who the client proved to be, if anybody
 * @param scheme what it signed with; empty without a chain
 */
record WaitPostHandshakeFinished(
        ApplicationTraffic traffic,
        PostHandshakeAuthentication authentication,
        Transcript exchange,
        PeerAuthenticated peer,
        Optional<SignatureScheme> scheme)
        implements Answering {
    @Override
    public Answering with(ApplicationTraffic next) {
        return new WaitPostHandshakeFinished(next, authentication, exchange, peer, scheme);
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        // RFC 8446 §4.4.4: after the handshake the key of Finished comes from the traffic secret of the moment
        FinishedVerified.check(traffic.reading().verifyData(exchange.hash()), finished);
        if (!peer.chain().isEmpty() || peer.rawPublicKey().isPresent()) {
            HandshakeFactsBuilder facts =
                    effects.facts().with().peerCertificates(peer.chain()).peerRawPublicKey(peer.rawPublicKey());
            scheme.ifPresent(facts::peerSignatureScheme);
            effects.learned(facts.build());
            return new Connected(traffic, Optional.of(authentication.identified(effects)));
        }
        return new Connected(traffic, Optional.of(authentication.answered()));
    }
}
