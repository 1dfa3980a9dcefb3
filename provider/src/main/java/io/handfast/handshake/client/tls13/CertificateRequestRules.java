package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;

import io.handfast.config.TlsConfig;
import io.handfast.extension.Placement;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SignatureAlgorithmsCert;
import io.handfast.handshake.Effects;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.CertificateRequest13;

/** What holds for a server's wish to see our chain, within the handshake and after it (RFC 8446 §4.3.2). */
final class CertificateRequestRules {
    private CertificateRequestRules() {}

    /** Checks the request, and lets key managers know what the server verifies and what we sign with. */
    static void accept(TlsConfig config, CertificateRequest13 request, Effects effects) {
        request.extensions().refuseMisplaced(ProtocolVersion.TLS13, Placement.CERTIFICATE_REQUEST);
        // RFC 8446 §4.3.2: signature_algorithms must be there; extensions unknown to us are passed over
        CodePoints schemes = request.extensions()
                .find(SignatureAlgorithms.class)
                .orElseThrow(() -> MISSING_EXTENSION.because("CertificateRequest has no signature_algorithms"))
                .schemes();
        effects.learned(effects.facts()
                .with()
                .peerSignatureAlgorithms(schemes)
                .peerSignatureAlgorithmsCert(request.extensions()
                        .find(SignatureAlgorithmsCert.class)
                        .map(SignatureAlgorithmsCert::schemes)
                        .orElse(schemes))
                .signingSchemes(config.signingSchemes())
                .build());
    }
}
