package io.handfast.handshake.client;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.keyschedule.Transcript;

/** The way into a handshake as client (RFC 8446 §2, §A.1). */
public final class ClientHandshake {
    private ClientHandshake() {}

    /** Sends the ClientHello; the state returned waits for the answer. */
    public static HandshakeState start(TlsConfig config, Effects effects) {
        ClientOffer offer = FirstClientHello.of(config);
        effects.learned(
                HandshakeFacts.nothing().with().serverName(config.serverName()).build());
        Transcript transcript = new Transcript(config.jca());
        transcript.add(effects.send(offer.hello()));
        return new WaitServerHello(offer, transcript);
    }
}
