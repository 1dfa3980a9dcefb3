package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** The client is willing to authenticate after the handshake; its body is empty (RFC 8446 §4.2.6). */
public record PostHandshakeAuth() implements Extension {
    static PostHandshakeAuth decode(WireReader body) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new PostHandshakeAuth();
    }

    @Override
    public int type() {
        return ExtensionType.POST_HANDSHAKE_AUTH;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty; being there is all this extension says.
    }
}
