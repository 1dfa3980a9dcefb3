package io.handfast.handshake.client;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.handshake.client.hello.OfferedEarlyData;
import io.handfast.handshake.client.hello.OfferedSession;
import io.handfast.keyschedule.Transcript;

/** The way into a handshake as client (RFC 8446 §2, §A.1). */
public final class ClientHandshake {
    private ClientHandshake() {}

    /** Sends the ClientHello; the state returned waits for the answer. */
    public static HandshakeState start(TlsConfig config, Effects effects) {
        effects.learned(
                HandshakeFacts.nothing().with().serverName(config.serverName()).build());
        Transcript transcript = new Transcript(config.jca());
        ClientOffer unbound = FirstClientHello.of(config);
        try {
            ClientOffer offer = OfferedSession.bind(unbound, transcript);
            transcript.add(effects.send(offer.hello()));
            OfferedEarlyData.send(offer, transcript, effects);
            return new WaitServerHello(offer, transcript);
        } catch (RuntimeException failed) {
            // No state has taken it over.
            unbound.destroy();
            throw failed;
        }
    }
}
