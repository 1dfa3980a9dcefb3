package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * Asks for, or agrees to, shorter records (RFC 6066 §4).
 *
 * @param code 1 for 512 bytes, 2 for 1024, 3 for 2048, 4 for 4096
 */
public record MaxFragmentLength(int code) implements Extension {
    static MaxFragmentLength decode(WireReader body) {
        int code = body.u8();
        // RFC 6066 §4: any other value is fatal
        if (code < 1 || code > 4) {
            throw ILLEGAL_PARAMETER.because("max_fragment_length has the value " + code + ", which is none of 1 to 4");
        }
        return new MaxFragmentLength(code);
    }

    /** The longest plaintext of a record, in bytes. */
    public int length() {
        return 1 << 8 + code;
    }

    @Override
    public int type() {
        return ExtensionType.MAX_FRAGMENT_LENGTH;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u8(code);
    }
}
