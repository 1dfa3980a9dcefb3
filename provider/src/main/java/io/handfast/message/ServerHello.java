package io.handfast.message;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The server's choice (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3).
 *
 * @param legacyVersion the version field: the chosen version up to TLS 1.2, and 0x0303 in TLS 1.3
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes; in TLS 1.3 the client's
 * @param cipherSuite the chosen suite's code point
 * @param compressionMethod 0
 * @param extensions none if the hello ends without a block
 */
public record ServerHello(
        int legacyVersion,
        Bytes random,
        Bytes sessionId,
        int cipherSuite,
        int compressionMethod,
        ExtensionBlock extensions)
        implements HandshakeMessage {
    /** Reads the message as what its random says it is. */
    static HandshakeMessage decode(WireReader in) {
        int legacyVersion = in.u16();
        Bytes random = in.bytes(HelloRandoms.LENGTH);
        Bytes sessionId = in.opaque8("legacy_session_id_echo", 0, 32);
        int cipherSuite = in.u16();
        int compressionMethod = in.u8();
        // RFC 8446 §4.1.3: the random is looked at before all else
        if (random.equals(HelloRandoms.HELLO_RETRY_RANDOM)) {
            return HelloRetryRequest.decode(in, legacyVersion, sessionId, cipherSuite, compressionMethod);
        }
        // RFC 5246 §7.4.1.3: a hello may end here; whether a block follows, the message's length tells
        ExtensionBlock extensions =
                in.hasRemaining() ? ExtensionBlock.decode(in, Placement.SERVER_HELLO) : ExtensionBlock.empty();
        return new ServerHello(legacyVersion, random, sessionId, cipherSuite, compressionMethod, extensions);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public int likelyLength() {
        return 39 + sessionId.length() + extensions.likelyLength();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u16(legacyVersion);
        out.bytes(random);
        out.opaque8(sessionId);
        out.u16(cipherSuite);
        out.u8(compressionMethod);
        // RFC 5246 §7.4.1.3: a block that would be empty may be left out, which also clients without extensions
        // understand
        if (!extensions.isEmpty()) {
            extensions.encode(out);
        }
    }
}
