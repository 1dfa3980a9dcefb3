package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The point formats that a side can parse before TLS 1.3 (RFC 8422 §5.1.2).
 *
 * @param formats one byte each, at least one
 */
public record EcPointFormats(Bytes formats) implements Extension {
    /** The one format that is still in use. */
    public static final EcPointFormats UNCOMPRESSED_ONLY = new EcPointFormats(Bytes.copyOf(new byte[] {0}));

    static EcPointFormats decode(WireReader body) {
        return new EcPointFormats(body.opaque8("ec_point_format_list", 1, 255));
    }

    /** Refuses a list without the format that everyone must have. */
    public void requireUncompressed() {
        for (int i = 0; i < formats.length(); i++) {
            if (formats.at(i) == 0) {
                return;
            }
        }
        // RFC 8422 §5.1.2: when elliptic curves are used, the list must name the uncompressed format
        throw ILLEGAL_PARAMETER.because("ec_point_formats does not list the uncompressed format: " + formats.toHex());
    }

    @Override
    public int type() {
        return ExtensionType.EC_POINT_FORMATS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(formats);
    }
}
