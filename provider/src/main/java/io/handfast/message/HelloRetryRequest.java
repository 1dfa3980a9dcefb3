package io.handfast.message;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.HandshakeType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The server's wish for another ClientHello; on the wire a ServerHello with a fixed random (RFC 8446 §4.1.4).
 *
 * <p>Its version and compression fields can have one value only, so they are checked when it is read and not kept.
 *
 * @param sessionId the client's, 0 to 32 bytes
 * @param cipherSuite the code point of the suite that the ServerHello will also name
 * @param extensions supported_versions, and what is to change
 */
public record HelloRetryRequest(Bytes sessionId, int cipherSuite, ExtensionBlock extensions)
        implements HandshakeMessage {
    static HelloRetryRequest decode(
            WireReader in, int legacyVersion, Bytes sessionId, int cipherSuite, int compressionMethod) {
        ExtensionBlock extensions = ExtensionBlock.decode(in, Placement.HELLO_RETRY_REQUEST);
        // RFC 8446 §D.5: a hello of SSL 3.0 has an alert of its own
        if (legacyVersion == ProtocolVersion.SSL30) {
            throw PROTOCOL_VERSION.because("HelloRetryRequest has the version 0x0300, that of SSL 3.0");
        }
        // RFC 8446 §4.1.4: the fields with only one right value are checked as in a ServerHello
        if (legacyVersion != ProtocolVersion.TLS12.code()) {
            throw ILLEGAL_PARAMETER.because(
                    String.format("HelloRetryRequest has the version 0x%04x, not 0x0303", legacyVersion));
        }
        if (compressionMethod != 0) {
            throw ILLEGAL_PARAMETER.because("HelloRetryRequest has the compression method " + compressionMethod);
        }
        return new HelloRetryRequest(sessionId, cipherSuite, extensions);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u16(ProtocolVersion.TLS12.code());
        out.bytes(HelloRandoms.HELLO_RETRY_RANDOM);
        out.opaque8(sessionId);
        out.u16(cipherSuite);
        out.u8(0);
        extensions.encode(out);
    }
}
