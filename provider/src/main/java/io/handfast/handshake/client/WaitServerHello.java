package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.config.EarlyDataStatus;
import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.HelloRules;
import io.handfast.handshake.client.hello.OfferedSession;
import io.handfast.handshake.client.hello.SecondClientHello;
import io.handfast.handshake.client.tls12.Entry12;
import io.handfast.handshake.client.tls13.Entry13;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Dialect;
import io.handfast.message.HelloRequest;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.Received;
import io.handfast.message.ServerHello;
import io.handfast.session.Sessions;

/** Waits for the answer to our ClientHello, the first or the second one (RFC 8446 §A.1, WAIT_SH). */
record WaitServerHello(ClientOffer offer, Transcript transcript) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.HELLO;
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        if (received.message() instanceof HelloRetryRequest retry) {
            return retried(retry, received, effects);
        }
        // RFC 5246 §7.4.1.1: while a handshake is under way, the wish for one is ignored
        if (received.message() instanceof HelloRequest && mayBecomeOlder()) {
            return this;
        }
        ServerHello hello = expect(ServerHello.class, received);
        ProtocolVersion version = VersionFork.of(offer, hello);
        if (version.is13()) {
            return Entry13.on(hello, received.raw(), offer, transcript, effects);
        }
        if (offer.offersEarlyData()) {
            // RFC 8446 §D.3: a server that knows no TLS 1.3 cannot pass over what we sent; our next attempt does
            // without, so no ticket that could bring early data stays
            Sessions sessions = offer.config().sessions();
            sessions.peer().ifPresent(sessions.client()::forget13);
            throw PROTOCOL_VERSION.because("server chose " + version.protocolName()
                    + ", but early data for a session of TLS 1.3 is under way");
        }
        return Entry12.on(version, hello, received.raw(), offer, transcript, effects);
    }

    private HandshakeState retried(HelloRetryRequest retry, Received received, Effects effects) {
        // RFC 8446 §4.1.4: a second HelloRetryRequest is fatal
        if (offer.retry().isPresent()) {
            throw UNEXPECTED_MESSAGE.because("server sent a second HelloRetryRequest");
        }
        if (!offer.offers(ProtocolVersion.TLS13)) {
            throw UNEXPECTED_MESSAGE.because("server sent a HelloRetryRequest, but we did not offer TLS 1.3");
        }
        ClientOffer second = SecondClientHello.of(offer, retry);
        try {
            return retried(retry, second, received, effects);
        } catch (RuntimeException failed) {
            // This state knows the first offer only, and not the share that was made for the second one.
            second.destroy();
            throw failed;
        }
    }

    private HandshakeState retried(HelloRetryRequest retry, ClientOffer second, Received received, Effects effects) {
        effects.settled(ProtocolVersion.TLS13);
        effects.learned(effects.facts()
                .with()
                .version(ProtocolVersion.TLS13)
                .helloRetryRequest(true)
                .build());
        // RFC 8446 §4.4.1: the first ClientHello goes on as its hash alone
        transcript.hashWith(HelloRules.suite13(second, retry.cipherSuite()).hash());
        transcript.replaceWithMessageHash();
        transcript.add(received.raw());
        if (offer.offersEarlyData()) {
            effects.withdrawEarlyData();
            effects.learned(
                    effects.facts().with().earlyData(EarlyDataStatus.REJECTED).build());
        } else if (offer.config().middleboxCompatibility()) {
            // RFC 8446 §D.4: once, right before our second flight, which this ClientHello is
            effects.sendChangeCipherSpec();
        }
        ClientOffer bound = OfferedSession.bind(second, transcript);
        transcript.add(effects.send(bound.hello()));
        return new WaitServerHello(bound, transcript);
    }

    private boolean mayBecomeOlder() {
        return offer.retry().isEmpty() && offer.offersBefore13();
    }

    @Override
    public void broken(HandshakeFacts facts) {
        // RFC 5077 §3.2: what does not lead to a connection is not offered again
        offer.session12()
                .ifPresent(session -> offer.config()
                        .sessions()
                        .client()
                        .invalidate(session.facts().id()));
    }

    @Override
    public void destroy() {
        offer.destroy();
    }
}
