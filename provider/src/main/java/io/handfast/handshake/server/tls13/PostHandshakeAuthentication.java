package io.handfast.handshake.server.tls13;

import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.iana.CertificateType;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate13;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * What a server needs to ask a client for its certificate once the handshake is done (RFC 8446 §4.6.2, §4.4.1).
 *
 * @param certificateType in which form the client shows its key
 * @param transcript all messages of the handshake; each exchange goes on from there by itself
 * @param tickets what issues the tickets for a client that has shown who it is, if it is to have any
 * @param asked the request that waits for its answer; one at a time
 * @param requests how many were made
 */
record PostHandshakeAuthentication(
        TlsConfig config,
        CertificateType certificateType,
        Transcript transcript,
        Optional<TicketFlight> tickets,
        Optional<Asked> asked,
        int requests) {
    private static final int CONTEXT_LENGTH = 16;

    /**
     * A request that is out.
     *
     * @param context names it
     * @param exchange the transcript up to it
     */
    record Asked(Bytes context, Transcript exchange) {
        boolean answeredBy(Certificate13 certificate) {
            return certificate.requestContext().equals(context);
        }
    }

    /**
     * Sends a request.
     *
     * @throws IllegalStateException while another waits for its answer, after too many, or where the answer could only be
     *     refused
     */
    PostHandshakeAuthentication ask(Effects effects) {
        if (asked.isPresent()) {
            throw new IllegalStateException("the client has not answered the last request for its certificate");
        }
        if (requests >= Defaults.MAX_POST_HANDSHAKE_REQUESTS) {
            throw new IllegalStateException(
                    "the client was asked for its certificate " + requests + " times after the handshake");
        }
        if (!config.options().rawPublicKeys().accepted().contains(certificateType)) {
            throw new IllegalStateException(
                    "the client would show an X.509 certificate, as nothing else was agreed in the"
                            + " handshake, and this server takes raw public keys only; have it ask by setWantClientAuth");
        }
        // RFC 8446 §4.3.2: the context is different each time, and nobody can guess it
        byte[] context = new byte[CONTEXT_LENGTH];
        config.random().nextBytes(context);
        Bytes name = Bytes.owning(context);
        Transcript exchange = transcript.copy();
        exchange.add(effects.send(ServerFlight13.certificateRequest(config, name)));
        return new PostHandshakeAuthentication(
                config, certificateType, transcript, tickets, Optional.of(new Asked(name, exchange)), requests + 1);
    }

    /** The answer has come. */
    PostHandshakeAuthentication answered() {
        return new PostHandshakeAuthentication(
                config, certificateType, transcript, tickets, Optional.empty(), requests);
    }

    /**
     * The client has shown who it is: what it got before names nobody, so it gets tickets of a session that knows.
     */
    PostHandshakeAuthentication identified(Effects effects) {
        return new PostHandshakeAuthentication(
                config,
                certificateType,
                transcript,
                tickets.map(flight -> flight.sendAgain(effects)),
                Optional.empty(),
                requests);
    }

    /** Nothing will be asked for a while. */
    void rest() {
        tickets.ifPresent(TicketFlight::rest);
    }

    void destroy() {
        tickets.ifPresent(TicketFlight::destroy);
    }
}
