package io.handfast.message;

import io.handfast.extension.CodePointVector;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.CodePoints;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The client's offer (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2).
 *
 * @param legacyVersion the version field, 0x0303 from TLS 1.2 on
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes
 * @param cipherSuites the code points, at least one, most preferred first, unknown ones and signalling values kept
 * @param compressionMethods one byte each, at least one
 * @param extensions none if the hello ends without a block
 */
public record ClientHello(
        int legacyVersion,
        Bytes random,
        Bytes sessionId,
        CodePoints cipherSuites,
        Bytes compressionMethods,
        ExtensionBlock extensions)
        implements HandshakeMessage {
    /** The only compression method there should be: none. */
    public static final Bytes NULL_COMPRESSION = Bytes.copyOf(new byte[] {0});

    static ClientHello decode(WireReader in) {
        int legacyVersion = in.u16();
        Bytes random = in.bytes(HelloRandoms.LENGTH);
        Bytes sessionId = in.opaque8("legacy_session_id", 0, 32);
        CodePoints cipherSuites =
                CodePoints.owning(in.vector16("cipher_suites", 2).u16s());
        Bytes compressionMethods = in.opaque8("legacy_compression_methods", 1, 255);
        // RFC 5246 §7.4.1.2: a hello may end here; whether a block follows, the message's length tells
        ExtensionBlock extensions =
                in.hasRemaining() ? ExtensionBlock.decode(in, Placement.CLIENT_HELLO) : ExtensionBlock.empty();
        return new ClientHello(legacyVersion, random, sessionId, cipherSuites, compressionMethods, extensions);
    }

    /** This hello with other extensions. */
    public ClientHello with(ExtensionBlock changed) {
        return new ClientHello(legacyVersion, random, sessionId, cipherSuites, compressionMethods, changed);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }

    @Override
    public int likelyLength() {
        return 39
                + sessionId.length()
                + 2 * cipherSuites.size()
                + compressionMethods.length()
                + extensions.likelyLength();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u16(legacyVersion);
        out.bytes(random);
        out.opaque8(sessionId);
        CodePointVector.write16(out, cipherSuites);
        out.opaque8(compressionMethods);
        if (!extensions.isEmpty()) {
            extensions.encode(out);
        }
    }
}
