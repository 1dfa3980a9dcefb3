package io.handfast.message;

import io.handfast.extension.StatusRequest;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The OCSP response for the server's certificate before TLS 1.3 (RFC 6066 §8).
 *
 * @param response in DER, at least one byte
 */
public record CertificateStatus(Bytes response) implements HandshakeMessage {
    static CertificateStatus decode(WireReader in) {
        return new CertificateStatus(StatusRequest.decodeCertificateStatus(in));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        StatusRequest.encodeCertificateStatus(response, out);
    }
}
