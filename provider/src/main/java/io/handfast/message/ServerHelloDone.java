package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** The end of the server's first flight before TLS 1.3 (RFC 5246 §7.4.5). */
public record ServerHelloDone() implements HandshakeMessage {
    static ServerHelloDone decode(WireReader in) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new ServerHelloDone();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty.
    }
}
