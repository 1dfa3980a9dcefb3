package io.handfast.handshake.server.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import java.util.Optional;

/** WAIT_FINISHED of a server (RFC 8446 §4.4.4, §A.2). */
record WaitFinished(ServerHandshake13 handshake, PeerAuthenticated peer) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        Finished finished = expect(Finished.class, received);
        FinishedVerified verified = FinishedVerified.check(
                handshake
                        .clientHandshakeTrafficSecret()
                        .verifyData(handshake.transcript().hash()),
                finished);
        handshake.transcript().add(received.raw());
        handshake.clientHandshakeTrafficSecret().destroy();
        ApplicationTraffic traffic = ApplicationTraffic.of(
                handshake.config(),
                handshake.suite(),
                handshake.clientApplicationTrafficSecret(),
                handshake.serverApplicationTrafficSecret());
        effects.readWith(ApplicationTraffic.readProtection(
                handshake.config(), handshake.suite(), handshake.clientApplicationTrafficSecret()));
        effects.established(new Established(effects.facts(), peer, verified));
        Optional<TicketFlight> flight = TicketFlight.of(handshake);
        Optional<TicketFlight> tickets =
                flight.isPresent() ? Optional.of(flight.get().send(effects)) : Optional.empty();
        handshake.masterSecret().destroy();
        if (!handshake.mayAskLater()) {
            if (tickets.isPresent()) {
                tickets.get().destroy();
            }
            return new Connected(traffic, Optional.empty());
        }
        return new Connected(
                traffic,
                Optional.of(new PostHandshakeAuthentication(
                        handshake.config(),
                        handshake.clientCertificateType(),
                        handshake.transcript().copy(),
                        tickets,
                        Optional.empty(),
                        0)));
    }

    @Override
    public void destroy() {
        handshake.destroy();
    }
}
