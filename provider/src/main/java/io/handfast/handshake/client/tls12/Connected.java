package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.NO_RENEGOTIATION;

import io.handfast.auth.PeerCredential;
import io.handfast.config.Defaults;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.HelloRequest;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * The handshake is done. Unless it was asked for, there will be no other: a wish for one is declined (RFC 5246 §7.4.1.1,
 * RFC 5746 §4.5).
 *
 * @param sessionId the session's, empty if it cannot be resumed
 * @param renegotiable what the next handshake is bound to; empty if there is none to be
 * @param declined whether the server has been told so; once is enough, and a flood of requests earns no flood of answers
 */
record Connected(TlsConfig config, Bytes sessionId, Optional<EarlierHandshake12> renegotiable, boolean declined)
        implements HandshakeState {
    /** The end of a handshake whose two Finished messages said this. */
    static HandshakeState after(
            Handshake12 handshake, Bytes clientVerifyData, Bytes serverVerifyData, HandshakeFacts facts) {
        Optional<EarlierHandshake12> earlier = handshake.earlier();
        int renegotiations = earlier.isPresent() ? earlier.get().renegotiations() + 1 : 0;
        boolean encryptThenMac = handshake.cipherSpec().encryptThenMac()
                || earlier.filter(EarlierHandshake12::encryptThenMac).isPresent();
        Bytes sessionId = earlier.map(EarlierHandshake12::sessionId).orElse(facts.sessionId());
        TlsConfig config = handshake.config();
        boolean renegotiates = config.options().oldPeers().renegotiates()
                // RFC 5746 §4.2: without the extension two connections could be spliced
                && handshake.secureRenegotiation()
                // RFC 7627 §5.4: a session taken up without the extended master secret names no one connection
                && (facts.extendedMasterSecret() || !facts.resumed())
                && config.sessions().creationEnabled()
                && renegotiations < Defaults.MAX_RENEGOTIATIONS;
        Optional<EarlierHandshake12> renegotiable = renegotiates
                ? Optional.of(new EarlierHandshake12(
                        config,
                        handshake.version(),
                        clientVerifyData,
                        serverVerifyData,
                        PeerCredential.of(facts),
                        facts.applicationProtocol(),
                        encryptThenMac,
                        sessionId,
                        renegotiations))
                : Optional.empty();
        return new Connected(config, sessionId, renegotiable, false);
    }

    @Override
    public Dialect dialect() {
        return Dialect.TLS12;
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        expect(HelloRequest.class, received);
        if (renegotiable.isPresent()) {
            return WaitServerHelloAgain.enter(renegotiable.get(), effects);
        }
        if (declined) {
            return this;
        }
        effects.warn(NO_RENEGOTIATION);
        return new Connected(config, sessionId, renegotiable, true);
    }

    @Override
    public void broken(HandshakeFacts facts) {
        config.sessions().client().invalidate(sessionId);
    }
}
