package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.extension.Placement;
import io.handfast.extension.StatusRequest;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Waits for the server's chain; whether it is trusted is asked only once the server has shown that it holds the key
 * (RFC 8446 §4.4.2, §A.1 WAIT_CERT).
 *
 * @param request the server's wish to see our chain
 */
record WaitCertificate(Handshake13 handshake, Optional<CertificateRequest13> request) implements Negotiating {
    @Override
    public HandshakeState on(Received received, Effects effects) {
        Certificate13 certificate = CertificateCompression.unpack(handshake.config(), this, received);
        // RFC 8446 §4.4.2: only a client's Certificate answers a request and has its context
        if (!certificate.requestContext().isEmpty()) {
            throw ILLEGAL_PARAMETER.because("the server's Certificate has a request context");
        }
        // RFC 8446 §4.4.2.4: a server must show a chain
        if (certificate.entries().isEmpty()) {
            throw DECODE_ERROR.because("the server's Certificate is empty");
        }
        for (CertificateEntry entry : certificate.entries()) {
            entry.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.CERTIFICATE);
            // RFC 8446 §4.4.2: these extensions answer ours
            entry.extensions().refuseUnsolicited(handshake.offer().hello().extensions());
        }
        List<Bytes> chain = new ArrayList<>(certificate.entries().size());
        for (CertificateEntry entry : certificate.entries()) {
            chain.add(entry.certificate());
        }
        PeerCredential shown =
                PeerChain.parse(handshake.config(), handshake.certificateTypes().server(), chain);
        if (handshake.offer().hello().extensions().has(ExtensionType.STATUS_REQUEST)) {
            effects.learned(effects.facts()
                    .with()
                    .statusResponses(Optional.of(stapled(certificate)))
                    .build());
        }
        handshake.transcript().add(received.raw());
        return new WaitCertificateVerify(handshake, request, shown);
    }

    /** RFC 8446 §4.4.2.1: each certificate brings its own response, or none. */
    private static List<Bytes> stapled(Certificate13 certificate) {
        List<Bytes> responses = new ArrayList<>(certificate.entries().size());
        for (CertificateEntry entry : certificate.entries()) {
            responses.add(entry.extensions()
                    .find(StatusRequest.Response.class)
                    .map(StatusRequest.Response::ocspResponse)
                    .orElse(Bytes.empty()));
        }
        return responses;
    }
}
