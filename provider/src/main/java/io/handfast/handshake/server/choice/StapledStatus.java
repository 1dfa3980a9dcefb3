package io.handfast.handshake.server.choice;

import io.handfast.config.TlsConfig;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.iana.CodePoints;
import io.handfast.message.CertificateStatus;
import io.handfast.message.ClientHello;
import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Which OCSP responses go with our chain to this client (RFC 6066 §8, RFC 6961 §2.2, RFC 8446 §4.4.2.1). */
public final class StapledStatus {
    private StapledStatus() {}

    /** In TLS 1.3: one for each certificate, in order; an empty one, or none at the end, stands for no response. */
    public static List<Bytes> of13(TlsConfig config, ClientHello hello, List<X509Certificate> chain) {
        return !chain.isEmpty()
                        && hello.extensions().find(StatusRequest.Offered.class).isPresent()
                ? config.options().status().staples().responses(chain, chain.size())
                : List.of();
    }

    /** Before TLS 1.3: the message that goes behind the chain, if there is anything to say. */
    public static Optional<CertificateStatus> of12(TlsConfig config, ClientHello hello, List<X509Certificate> chain) {
        CodePoints kinds = hello.extensions()
                .find(StatusRequestV2.Offered.class)
                .map(StatusRequestV2.Offered::kinds)
                .orElse(CodePoints.none());
        boolean whole = kinds.contains(StatusRequestV2.OCSP_MULTI);
        if (chain.isEmpty()) {
            // A raw public key has no status.
            return Optional.empty();
        }
        if (!whole && hello.extensions().find(StatusRequest.Offered.class).isEmpty()) {
            return Optional.empty();
        }
        List<Bytes> responses = config.options().status().staples().responses(chain, whole ? chain.size() : 1);
        if (responses.stream().allMatch(Bytes::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(
                whole
                        ? new CertificateStatus(StatusRequestV2.OCSP_MULTI, responses)
                        : new CertificateStatus(StatusRequest.OCSP, responses.subList(0, 1)));
    }
}
