package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/** Asks for the revocation status of a certificate, and brings it (RFC 6066 §8, RFC 8446 §4.4.2.1). */
public final class StatusRequest {
    /** The kind of status that is one OCSP response. */
    public static final int OCSP = 1;

    private StatusRequest() {}

    /**
     * What a ClientHello carries: the wish for an OCSP response.
     *
     * @param responderIds the responders that the client trusts, in DER; none leaves the choice to the server
     * @param requestExtensions OCSP extensions in DER, or nothing
     */
    public record Offered(List<Bytes> responderIds, Bytes requestExtensions) implements Extension {
        /** The wish that leaves all to the server. */
        public static final Offered ANY = new Offered(List.of(), Bytes.empty());

        public Offered {
            responderIds = List.copyOf(responderIds);
        }

        static Extension decode(WireReader body) {
            WireReader in = body.again();
            Bytes whole = body.rest();
            if (in.u8() != OCSP) {
                // RFC 6066 §8: other kinds of status may come, in a format of their own; we cannot serve them.
                return new UnknownExtension(ExtensionType.STATUS_REQUEST, whole);
            }
            List<Bytes> responderIds =
                    in.vector16("responder_id_list", 0).list(list -> list.opaque16("ResponderID", 1));
            Offered offered = new Offered(responderIds, in.opaque16("request_extensions", 0));
            in.expectEnd();
            return offered;
        }

        @Override
        public int type() {
            return ExtensionType.STATUS_REQUEST;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u8(OCSP);
            int list = out.open16();
            for (Bytes each : responderIds) {
                out.opaque16(each);
            }
            out.close16(list);
            out.opaque16(requestExtensions);
        }
    }

    /**
     * An empty body: in a ServerHello before TLS 1.3 the promise of a CertificateStatus message, in a CertificateRequest
     * the wish for an OCSP response.
     */
    public record Acknowledged() implements Extension {
        static Acknowledged decode(WireReader body) {
            // Nothing to read: the caller refuses a body that is not empty.
            return new Acknowledged();
        }

        @Override
        public int type() {
            return ExtensionType.STATUS_REQUEST;
        }

        @Override
        public void encodeBody(WireWriter out) {
            // The body is empty; being there is all this extension says.
        }
    }

    /**
     * What stands beside a certificate in TLS 1.3: a CertificateStatus structure.
     *
     * @param ocspResponse the response in DER, at least one byte
     */
    public record Response(Bytes ocspResponse) implements Extension {
        static Response decode(WireReader body) {
            return new Response(decodeCertificateStatus(body));
        }

        @Override
        public int type() {
            return ExtensionType.STATUS_REQUEST;
        }

        @Override
        public int likelyLength() {
            return 4 + ocspResponse.length();
        }

        @Override
        public void encodeBody(WireWriter out) {
            encodeCertificateStatus(ocspResponse, out);
        }
    }

    /** Reads a CertificateStatus structure, as it stands beside a certificate in TLS 1.3. */
    private static Bytes decodeCertificateStatus(WireReader in) {
        int statusType = in.u8();
        // RFC 6066 §8: the answer is of the kind that was asked for, and we ask for OCSP only
        if (statusType != OCSP) {
            throw ILLEGAL_PARAMETER.because("the certificate status is of kind " + statusType + ", not OCSP");
        }
        return in.opaque24("OCSPResponse", 1);
    }

    private static void encodeCertificateStatus(Bytes ocspResponse, WireWriter out) {
        out.u8(OCSP);
        out.opaque24(ocspResponse);
    }
}
