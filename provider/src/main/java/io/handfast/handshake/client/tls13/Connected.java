package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.HandshakeFacts;
import io.handfast.extension.Placement;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Dialect;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.KeyUpdate;
import io.handfast.message.NewSessionTicket13;
import io.handfast.message.Received;
import java.util.Optional;

/**
 * The handshake is done; tickets and key updates may come (RFC 8446 §4.6, §A.1 CONNECTED).
 *
 * @param authentication what answers a CertificateRequest; empty if we did not offer post_handshake_auth
 */
record Connected(
        ApplicationTraffic traffic,
        Optional<TicketKeeper> tickets,
        Optional<PostHandshakeAuthentication> authentication)
        implements HandshakeState {
    private static final long LONGEST_TICKET_LIFETIME_SECONDS = 604_800;

    @Override
    public Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    public boolean costly() {
        return false;
    }

    @Override
    public boolean costly(HandshakeMessage message) {
        return message instanceof CertificateRequest13;
    }

    @Override
    public boolean connected() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        if (received.message() instanceof NewSessionTicket13 ticket) {
            check(ticket);
            if (tickets.isPresent()) {
                tickets.get().keep(ticket, effects.facts());
            }
            return this;
        }
        if (received.message() instanceof CertificateRequest13 request) {
            // RFC 8446 §4.6.2: a request without our offer is unexpected
            PostHandshakeAuthentication ours = authentication.orElseThrow(() -> unexpected(received));
            return new Connected(
                    traffic, tickets, Optional.of(ours.answer(request, received, traffic.writing(), effects)));
        }
        return with(traffic.received(expect(KeyUpdate.class, received), effects));
    }

    @Override
    public HandshakeState applicationDataReceived() {
        // Tickets come right behind the handshake, and their keys are derived with what it leaves.
        tickets.ifPresent(TicketKeeper::rest);
        return traffic.updatesInARow() == 0 ? this : with(traffic.calmed());
    }

    @Override
    public HandshakeState applicationDataSent() {
        return traffic.updatesInARow() == 0 ? this : with(traffic.calmed());
    }

    @Override
    public HandshakeState updateKeys(boolean requestPeer, Effects effects) {
        return with(traffic.updated(requestPeer, effects));
    }

    @Override
    public void broken(HandshakeFacts facts) {
        tickets.ifPresent(keeper -> keeper.config().sessions().client().invalidate(facts.sessionId()));
    }

    @Override
    public void destroy() {
        traffic.destroy();
        tickets.ifPresent(TicketKeeper::destroy);
    }

    private Connected with(ApplicationTraffic next) {
        return new Connected(next, tickets, authentication);
    }

    private static void check(NewSessionTicket13 ticket) {
        // RFC 8446 §4.6.1: a lifetime is at most seven days
        if (ticket.lifetimeSeconds() > LONGEST_TICKET_LIFETIME_SECONDS) {
            throw ILLEGAL_PARAMETER.because(
                    "NewSessionTicket has a lifetime of " + ticket.lifetimeSeconds() + " s, more than seven days");
        }
        ticket.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.NEW_SESSION_TICKET);
    }
}
