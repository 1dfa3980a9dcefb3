package io.handfast.message;

import io.handfast.wire.Bytes;

/**
 * A message from the peer, with the bytes it came in (RFC 8446 §4.4.1).
 *
 * @param message what it says
 * @param raw the whole message with its header, exactly as received, for the transcript
 */
public record Received(HandshakeMessage message, Bytes raw) {
    /** Decodes a whole message with its header. */
    public static Received decode(Bytes raw, Dialect dialect) {
        return new Received(MessageCodec.decode(raw, dialect), raw);
    }
}
