package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;

import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Dialect;
import io.handfast.message.HelloRequest;
import io.handfast.message.Received;
import io.handfast.message.ServerHello;
import java.util.Optional;

/** Waits for the answer to a ClientHello that renegotiates; application data may come in between (RFC 5746 §3.5). */
record WaitServerHelloAgain(ClientOffer offer, EarlierHandshake12 earlier, Transcript transcript)
        implements HandshakeState {
    /** Sends the ClientHello, under the keys that there are. */
    static HandshakeState enter(EarlierHandshake12 earlier, Effects effects) {
        ClientOffer plain = FirstClientHello.of(earlier.offering());
        ClientOffer bound =
                plain.with(plain.hello().with(plain.hello().extensions().with(earlier.offer())));
        Transcript transcript = new Transcript(bound.config().jca());
        transcript.add(effects.send(bound.hello()));
        return new WaitServerHelloAgain(bound, earlier, transcript);
    }

    @Override
    public Dialect dialect() {
        return Dialect.of(earlier.version());
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        // RFC 5246 §7.4.1.1: while a handshake is under way, the wish for one is ignored
        if (received.message() instanceof HelloRequest) {
            return this;
        }
        ServerHello hello = expect(ServerHello.class, received);
        if (hello.legacyVersion() != earlier.version().code()) {
            throw PROTOCOL_VERSION.because(String.format(
                    "server chose version 0x%04x in a renegotiation, but we offered %s",
                    hello.legacyVersion(), earlier.version()));
        }
        return Entry12.on(earlier.version(), hello, received.raw(), offer, transcript, Optional.of(earlier), effects);
    }

    @Override
    public void broken(HandshakeFacts facts) {
        offer.config().sessions().client().invalidate(earlier.sessionId());
    }
}
