package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The server's part of the key exchange before TLS 1.3 (RFC 5246 §7.4.3).
 *
 * <p>Its form depends on the cipher suite, so the state reads it on: see {@link EcdheServerKeyExchange} and {@link
 * DheServerKeyExchange}.
 *
 * @param body the whole message without its header
 */
public record ServerKeyExchange(Bytes body) implements HandshakeMessage {
    static ServerKeyExchange decode(WireReader in) {
        return new ServerKeyExchange(in.rest());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    @Override
    public int likelyLength() {
        return body.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(body);
    }
}
