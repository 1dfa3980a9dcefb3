package io.handfast.handshake.server.tls13;

import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.ApplicationTraffic;
import io.handfast.handshake.Effects;
import io.handfast.handshake.Established;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.record.ReadProtection;
import io.handfast.wire.Bytes;
import java.util.Optional;
import java.util.function.Function;

/**
 * WAIT_FINISHED of a server, once it is worked out what the client's Finished must be and what it will lead to: the
 * transcript ends with it, so tickets can be made before it comes (RFC 8446 §4.4.4, §4.6.1, §A.2).
 *
 * @param verifyData what the client's Finished must hold
 * @param reading opens what the client sends after its Finished
 * @param tickets those that are yet to be sent, and what others would come from
 */
record WaitForeseenFinished(
        ServerHandshake13 handshake,
        PeerAuthenticated peer,
        Bytes verifyData,
        ReadProtection reading,
        Optional<TicketFlight> tickets)
        implements HandshakeState {

    /** Works it out, and does something with it; if that fails the secrets are forgotten, for it is not the connection's state yet. */
    static HandshakeState with(
            ServerHandshake13 handshake,
            PeerAuthenticated peer,
            HandshakeFacts facts,
            Function<WaitForeseenFinished, HandshakeState> next) {
        WaitForeseenFinished foreseen = of(handshake, peer, facts);
        try {
            return next.apply(foreseen);
        } catch (RuntimeException failed) {
            foreseen.destroy();
            throw failed;
        }
    }

    /** The transcript then holds the client's Finished. */
    private static WaitForeseenFinished of(ServerHandshake13 handshake, PeerAuthenticated peer, HandshakeFacts facts) {
        Bytes verifyData = Bytes.owning(handshake
                .clientHandshakeTrafficSecret()
                .verifyData(handshake.transcript().hash()));
        handshake.transcript().add(MessageCodec.encode(new Finished(verifyData)));
        return new WaitForeseenFinished(
                handshake,
                peer,
                verifyData,
                ApplicationTraffic.readProtection(
                        handshake.config(), handshake.suite(), handshake.clientApplicationTrafficSecret()),
                TicketFlight.of(handshake, facts));
    }

    /**
     * Sends the tickets already, which saves a flight (RFC 8446 §4.6.1). Not those that name something we would keep
     * ourselves: who has not answered yet is nobody to keep something for.
     */
    WaitForeseenFinished sendTickets(Effects effects) {
        if (tickets.isEmpty() || tickets.get().keepsAny()) {
            return this;
        }
        return new WaitForeseenFinished(
                handshake, peer, verifyData, reading, Optional.of(tickets.get().send(effects)));
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
    public HandshakeState on(Received received, Effects effects) {
        FinishedVerified verified = FinishedVerified.check(verifyData.toArray(), expect(Finished.class, received));
        handshake.clientHandshakeTrafficSecret().destroy();
        ApplicationTraffic traffic = ApplicationTraffic.of(
                handshake.config(),
                handshake.suite(),
                handshake.clientApplicationTrafficSecret(),
                handshake.serverApplicationTrafficSecret());
        effects.readWith(reading);
        effects.established(new Established(effects.facts(), peer, verified));
        handshake.masterSecret().destroy();
        if (!handshake.mayAskLater()) {
            Optional<TicketFlight> sent = send(effects);
            if (sent.isPresent()) {
                sent.get().destroy();
            }
            return new Connected(traffic, Optional.empty());
        }
        Transcript transcript = handshake.transcript().copy();
        return new Connected(
                traffic,
                Optional.of(new PostHandshakeAuthentication(
                        handshake.config(),
                        handshake.clientCertificateType(),
                        transcript,
                        send(effects),
                        Optional.empty(),
                        0)));
    }

    /** The last thing that can fail: what was sent may be kept, and is not this state's any more. */
    private Optional<TicketFlight> send(Effects effects) {
        return tickets.isPresent() ? Optional.of(tickets.get().send(effects)) : Optional.empty();
    }

    /** The RFC's: what was worked out changes nothing of what may come. */
    @Override
    public String name() {
        return WaitFinished.class.getSimpleName();
    }

    @Override
    public void destroy() {
        handshake.destroy();
        tickets.ifPresent(TicketFlight::destroy);
    }
}
