package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.KeyShareEntry;
import io.handfast.wire.Bytes;

/** One key share of a ClientHello with the private key behind it (RFC 8446 §4.2.8). */
public record OfferedShare(NamedGroup group, EphemeralKey key) {
    static OfferedShare generate(TlsConfig config, NamedGroup group) {
        return new OfferedShare(group, config.ephemeralKeys().next(group));
    }

    /** The public half, as the ClientHello carries it. */
    KeyShareEntry entry() {
        return new KeyShareEntry(group.codePoint(), Bytes.copyOf(key.share()));
    }
}
