package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which certificate extensions, with which values, a server wants in the client's certificate (RFC 8446 §4.2.5).
 *
 * @param filters at most one for each object identifier
 */
public record OidFilters(List<OidFilter> filters) implements Extension {
    public OidFilters {
        filters = List.copyOf(filters);
    }

    static OidFilters decode(WireReader body) {
        List<OidFilter> filters = body.vector16("filters", 0).list(OidFilter::decode);
        Set<Bytes> seen = new HashSet<>();
        for (OidFilter filter : filters) {
            // RFC 8446 §4.2.5: an identifier appears at most once
            if (!seen.add(filter.extensionOid())) {
                throw ILLEGAL_PARAMETER.because("oid_filters names " + filter.extensionOid() + " twice");
            }
        }
        return new OidFilters(filters);
    }

    @Override
    public int type() {
        return ExtensionType.OID_FILTERS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.vector16(list -> filters.forEach(filter -> filter.encode(list)));
    }

    /**
     * One wish (RFC 8446 §4.2.5).
     *
     * @param extensionOid the certificate extension's object identifier in DER, 1 to 255 bytes
     * @param extensionValues the values in DER, which may be none
     */
    public record OidFilter(Bytes extensionOid, Bytes extensionValues) {
        static OidFilter decode(WireReader in) {
            Bytes oid = in.opaque8("certificate_extension_oid", 1, 255);
            return new OidFilter(oid, in.opaque16("certificate_extension_values", 0));
        }

        void encode(WireWriter out) {
            out.opaque8(extensionOid);
            out.opaque16(extensionValues);
        }
    }
}
