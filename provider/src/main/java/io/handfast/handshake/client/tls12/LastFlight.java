package io.handfast.handshake.client.tls12;

import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.NewSessionTicket12;

/** Waits for the end of the server's last flight, its Finished, before which a ticket may come (RFC 5246 §7.3, RFC 5077 §3.3). */
sealed interface LastFlight extends Negotiating permits WaitFinished, WaitResumedFinished {
    ClientKeys12 keys();

    /** The same with the ticket that came. */
    LastFlight with(NewSessionTicket12 ticket);

    /** The first state of the flight: the server's keys change after the ticket, if it promised one. */
    static HandshakeState await(LastFlight state, Effects effects) {
        if (state.handshake().ticketPromised()) {
            return new WaitNewSessionTicket(state);
        }
        effects.readWithAfterChangeCipherSpec(state.keys().read());
        return state;
    }

    @Override
    default void destroy() {
        keys().masterSecret().destroy();
    }
}
