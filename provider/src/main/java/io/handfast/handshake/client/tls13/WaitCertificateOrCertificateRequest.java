package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CompressedCertificate;
import io.handfast.message.Received;
import java.util.Optional;

/** Waits for the server's chain, or first for its wish to see ours (RFC 8446 §4.3.2, §A.1 WAIT_CERT_CR). */
record WaitCertificateOrCertificateRequest(Handshake13 handshake) implements Negotiating {
    @Override
    public HandshakeState on(Received received, Effects effects) {
        if (received.message() instanceof Certificate13 || received.message() instanceof CompressedCertificate) {
            return new WaitCertificate(handshake, Optional.empty()).on(received, effects);
        }
        CertificateRequest13 request = expect(CertificateRequest13.class, received);
        // RFC 8446 §4.3.2: only a request after the handshake has a context
        if (!request.context().isEmpty()) {
            throw ILLEGAL_PARAMETER.because("CertificateRequest within the handshake has a context");
        }
        CertificateRequestRules.accept(handshake.config(), request, effects);
        handshake.transcript().add(received.raw());
        return new WaitCertificate(handshake, Optional.of(request));
    }
}
