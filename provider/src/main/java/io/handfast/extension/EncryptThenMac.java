package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** Asks for, or agrees to, the MAC over the ciphertext in CBC suites; its body is empty (RFC 7366 §2). */
public record EncryptThenMac() implements Extension {
    static EncryptThenMac decode(WireReader body) {
        // Nothing to read: the caller refuses a body that is not empty.
        return new EncryptThenMac();
    }

    @Override
    public int type() {
        return ExtensionType.ENCRYPT_THEN_MAC;
    }

    @Override
    public void encodeBody(WireWriter out) {
        // The body is empty; being there is all this extension says.
    }
}
