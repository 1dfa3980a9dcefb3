package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The longest record that the sender of this extension is willing to receive (RFC 8449 §4).
 *
 * @param limit in bytes of plaintext, at least 64; in TLS 1.3 content type and padding count
 */
public record RecordSizeLimit(int limit) implements Extension {
    private static final int LEAST = 64;

    static RecordSizeLimit decode(WireReader body) {
        int limit = body.u16();
        // RFC 8449 §4: a lower limit is fatal
        if (limit < LEAST) {
            throw ILLEGAL_PARAMETER.because("record_size_limit is " + limit + ", below the least of " + LEAST);
        }
        return new RecordSizeLimit(limit);
    }

    @Override
    public int type() {
        return ExtensionType.RECORD_SIZE_LIMIT;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u16(limit);
    }
}
