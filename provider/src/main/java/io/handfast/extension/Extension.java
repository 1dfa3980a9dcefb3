package io.handfast.extension;

import io.handfast.wire.WireWriter;

/** One extension as it stands in a message: a code point and a body (RFC 8446 §4.2). */
public interface Extension {
    /** The code point, 0 to 65535. */
    int type();

    /** About how many bytes the body takes; no more than a hint, of how much room to make for it. */
    default int likelyLength() {
        return 16;
    }

    /** Writes the extension's body, without its code point and length. */
    void encodeBody(WireWriter out);
}
