package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks before TLS 1.3 for the revocation status of the whole chain (RFC 6961 §2.2).
 *
 * <p>TLS 1.3 has no use for it: there each certificate brings its own response.
 */
public final class StatusRequestV2 {
    /** The kind of status that is a list of OCSP responses, one for each certificate of the chain. */
    public static final int OCSP_MULTI = 2;

    private StatusRequestV2() {}

    /**
     * What a ClientHello carries: the kinds of status that the client takes, most wanted first.
     *
     * @param kinds code points of CertificateStatusType; those that we do not know are among them
     */
    public record Offered(CodePoints kinds) implements Extension {
        /** A list of responses, or else one response, from any responder. */
        public static final Offered ANY = new Offered(CodePoints.of(OCSP_MULTI, StatusRequest.OCSP));

        static Offered decode(WireReader body) {
            List<Integer> kinds = new ArrayList<>();
            WireReader items = body.vector16("certificate_status_req_list", 1);
            while (items.hasRemaining()) {
                int kind = items.u8();
                WireReader request = items.vector16("request", 0);
                if (kind == StatusRequest.OCSP || kind == OCSP_MULTI) {
                    request.vector16("responder_id_list", 0).list(list -> list.opaque16("ResponderID", 1));
                    request.opaque16("request_extensions", 0);
                    request.expectEnd();
                }
                kinds.add(kind);
            }
            return new Offered(CodePoints.of(kinds, Integer::intValue));
        }

        @Override
        public int type() {
            return ExtensionType.STATUS_REQUEST_V2;
        }

        @Override
        public void encodeBody(WireWriter out) {
            // Each item: its kind, a length, an empty responder_id_list and empty request_extensions.
            out.vector16(items -> kinds.stream()
                    .forEach(kind ->
                            items.u8(kind).vector16(request -> request.u16(0).u16(0))));
        }
    }

    /** An empty body: in a ServerHello the promise of a CertificateStatus message. */
    public record Acknowledged() implements Extension {
        static Acknowledged decode(WireReader body) {
            // Nothing to read: the caller refuses a body that is not empty.
            return new Acknowledged();
        }

        @Override
        public int type() {
            return ExtensionType.STATUS_REQUEST_V2;
        }

        @Override
        public void encodeBody(WireWriter out) {
            // The body is empty; being there is all this extension says.
        }
    }
}
