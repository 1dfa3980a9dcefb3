package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * Proof that both sides saw the same handshake and have the same keys (RFC 8446 §4.4.4, RFC 5246 §7.4.9).
 *
 * @param verifyData the whole body; how long it must be, the state knows
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
    static Finished decode(WireReader in) {
        return new Finished(in.rest());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }

    @Override
    public int likelyLength() {
        return verifyData.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(verifyData);
    }
}
