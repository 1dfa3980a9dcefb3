package io.handfast.handshake.client.tls12;

import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.Received;

/**
 * Waits for the ticket that the ServerHello promised (RFC 5077 §3.3).
 *
 * @param then the state that waits for the server's Finished, which alone makes the ticket valid
 */
record WaitNewSessionTicket(LastFlight then) implements Negotiating {
    @Override
    public Handshake12 handshake() {
        return then.handshake();
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        // RFC 5077 §3.3: once promised it must come, before the server's ChangeCipherSpec
        NewSessionTicket12 ticket = expect(NewSessionTicket12.class, received);
        then.handshake().transcript().add(received.raw());
        effects.readWithAfterChangeCipherSpec(then.keys().read());
        return then.with(ticket);
    }

    @Override
    public void broken(HandshakeFacts facts) {
        then.broken(facts);
    }

    @Override
    public void destroy() {
        then.destroy();
    }
}
