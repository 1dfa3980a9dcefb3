package io.handfast.message;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * The OCSP responses for the server's certificates before TLS 1.3 (RFC 6066 §8, RFC 6961 §2.2).
 *
 * @param kind {@link StatusRequest#OCSP} for one response, {@link StatusRequestV2#OCSP_MULTI} for a list
 * @param responses in DER and in the order of the chain; in a list an empty one stands for a certificate without a response
 */
public record CertificateStatus(int kind, List<Bytes> responses) implements HandshakeMessage {
    public CertificateStatus {
        responses = List.copyOf(responses);
    }

    static CertificateStatus decode(WireReader in) {
        int kind = in.u8();
        if (kind == StatusRequest.OCSP) {
            return new CertificateStatus(kind, List.of(in.opaque24("OCSPResponse", 1)));
        }
        if (kind == StatusRequestV2.OCSP_MULTI) {
            WireReader list = in.vector24("ocsp_response_list", 1);
            return new CertificateStatus(kind, list.list(each -> each.opaque24("OCSPResponse", 0)));
        }
        // RFC 6066 §8: the answer is of a kind that was asked for, and we ask for OCSP only
        throw ILLEGAL_PARAMETER.because("the certificate status is of kind " + kind + ", not OCSP");
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u8(kind);
        if (kind == StatusRequest.OCSP) {
            out.opaque24(responses.get(0));
        } else {
            out.vector24(list -> responses.forEach(list::opaque24));
        }
    }
}
