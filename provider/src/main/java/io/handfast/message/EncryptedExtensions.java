package io.handfast.message;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The server's answers to extensions that are not about keys (RFC 8446 §4.3.1).
 *
 * @param extensions the answers, possibly none
 */
public record EncryptedExtensions(ExtensionBlock extensions) implements HandshakeMessage {
    static EncryptedExtensions decode(WireReader in) {
        return new EncryptedExtensions(ExtensionBlock.decode(in, Placement.ENCRYPTED_EXTENSIONS));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }

    @Override
    public int likelyLength() {
        return extensions.likelyLength();
    }

    @Override
    public void encodeBody(WireWriter out) {
        extensions.encode(out);
    }
}
