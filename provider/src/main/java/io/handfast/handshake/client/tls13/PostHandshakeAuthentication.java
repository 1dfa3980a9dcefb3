package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Finished;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client that offered to authenticate after the handshake answers with (RFC 8446 §4.6.2, §4.4.1).
 *
 * @param transcript all messages of the handshake; each exchange goes on from there by itself
 * @param contexts the requests that were answered, by their contexts
 */
record PostHandshakeAuthentication(TlsConfig config, Transcript transcript, List<Bytes> contexts) {
    PostHandshakeAuthentication {
        contexts = List.copyOf(contexts);
    }

    /**
     * Answers a request at once: chain, proof and Finished, or the word that we have no chain, and Finished.
     *
     * @param writeSecret what protects us now, and what the Finished is made with
     */
    PostHandshakeAuthentication answer(
            CertificateRequest13 request, Received received, TrafficSecret writeSecret, Effects effects) {
        // RFC 8446 §4.3.2: after the handshake a request has a context, and each its own
        if (request.context().isEmpty() || contexts.contains(request.context())) {
            throw ILLEGAL_PARAMETER.because("CertificateRequest after the handshake has "
                    + (request.context().isEmpty() ? "no context" : "the context of an earlier one"));
        }
        if (contexts.size() >= Defaults.MAX_POST_HANDSHAKE_REQUESTS) {
            throw UNEXPECTED_MESSAGE.because("the server asked for our certificate more than "
                    + Defaults.MAX_POST_HANDSHAKE_REQUESTS + " times after the handshake");
        }
        CertificateRequestRules.accept(config, request, effects);
        Transcript exchange = transcript.copy();
        exchange.add(received.raw());
        ClientFinishedFlight.authenticate(config, exchange, request, effects);
        effects.send(new Finished(Bytes.owning(writeSecret.verifyData(exchange.hash()))));
        List<Bytes> answered = new ArrayList<>(contexts);
        answered.add(request.context());
        return new PostHandshakeAuthentication(config, transcript, answered);
    }
}
