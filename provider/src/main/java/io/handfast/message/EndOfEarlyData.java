package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** The end of the client's early data (RFC 8446 §4.5). */
public record EndOfEarlyData() implements HandshakeMessage {
    static EndOfEarlyData decode(WireReader in) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new EndOfEarlyData();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty.
    }
}
