package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** The server's wish for a new handshake before TLS 1.3; never part of a transcript (RFC 5246 §7.4.1.1). */
public record HelloRequest() implements HandshakeMessage {
    static HelloRequest decode(WireReader in) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new HelloRequest();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty.
    }
}
