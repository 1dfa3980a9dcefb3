package io.handfast.handshake.server.tls13;

import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.tls13.PostHandshakeAuthentication.Asked;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate13;
import io.handfast.message.CompressedCertificate;
import io.handfast.message.Dialect;
import io.handfast.message.KeyUpdate;
import io.handfast.message.Received;
import java.util.Optional;

/**
 * CONNECTED of a server: application data flows, keys may move forward, and a client that offered it may be asked who it is
 * (RFC 8446 §4.6.2, §4.6.3, §A.2).
 *
 * @param authentication what a request needs; empty if the client did not offer post_handshake_auth
 */
record Connected(ApplicationTraffic traffic, Optional<PostHandshakeAuthentication> authentication)
        implements HandshakeState {
    Connected {
        if (authentication.isPresent()) {
            authentication.get().rest();
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
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
        if (received.message() instanceof Certificate13 || received.message() instanceof CompressedCertificate) {
            return answer(received);
        }
        // RFC 8446 §4.1.2: a ClientHello at this time is unexpected_message like anything else; there is no
        // renegotiation.
        return new Connected(traffic.received(expect(KeyUpdate.class, received), effects), authentication);
    }

    /** RFC 8446 §4.4.2: an answer bears the context of a request that waits for one. */
    private HandshakeState answer(Received received) {
        PostHandshakeAuthentication ours = authentication.orElseThrow(() -> unexpected(received));
        Asked asked = ours.asked().orElseThrow(() -> unexpected(received));
        Certificate13 certificate = CertificateCompression.unpack(ours.config(), this, received);
        if (!asked.answeredBy(certificate)) {
            throw unexpected(received);
        }
        Transcript exchange = asked.exchange();
        exchange.add(received.raw());
        if (certificate.entries().isEmpty()) {
            return new WaitPostHandshakeFinished(
                    traffic,
                    ours,
                    exchange,
                    PeerAuthenticated.clientWithoutCertificate(ours.config(), ProtocolVersion.TLS13),
                    Optional.empty());
        }
        return new WaitPostHandshakeCertificateVerify(
                traffic, ours, exchange, WaitCertificate.shown(ours.config(), ours.certificateType(), certificate));
    }

    @Override
    public HandshakeState requestClientAuthentication(Effects effects) {
        PostHandshakeAuthentication ours = authentication.orElseThrow(
                () -> new IllegalStateException("the client did not offer to authenticate after the handshake"));
        return new Connected(traffic, Optional.of(ours.ask(effects)));
    }

    @Override
    public boolean awaitsClientAuthentication() {
        return authentication.flatMap(PostHandshakeAuthentication::asked).isPresent();
    }

    @Override
    public HandshakeState applicationDataReceived() {
        return traffic.updatesInARow() == 0 ? this : new Connected(traffic.calmed(), authentication);
    }

    @Override
    public HandshakeState applicationDataSent() {
        return applicationDataReceived();
    }

    @Override
    public HandshakeState updateKeys(boolean requestPeer, Effects effects) {
        return new Connected(traffic.updated(requestPeer, effects), authentication);
    }

    @Override
    public void destroy() {
        traffic.destroy();
        authentication.ifPresent(PostHandshakeAuthentication::destroy);
    }
}
