package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** Asks for, or agrees to, a master secret bound to the whole handshake; its body is empty (RFC 7627 §5.1). */
public record ExtendedMasterSecret() implements Extension {
    static ExtendedMasterSecret decode(WireReader body) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new ExtendedMasterSecret();
    }

    @Override
    public int type() {
        return ExtensionType.EXTENDED_MASTER_SECRET;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty; being there is all this extension says.
    }
}
