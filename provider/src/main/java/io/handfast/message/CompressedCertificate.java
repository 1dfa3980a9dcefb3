package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * A Certificate message of TLS 1.3 in compressed form (RFC 8879 §4).
 *
 * @param algorithm the code point of the way it was compressed
 * @param uncompressedLength of the Certificate without its header, 0 to 2^24 − 1
 * @param compressed at least one byte
 */
public record CompressedCertificate(int algorithm, int uncompressedLength, Bytes compressed)
        implements HandshakeMessage {
    static CompressedCertificate decode(WireReader in) {
        int algorithm = in.u16();
        int uncompressedLength = in.u24();
        return new CompressedCertificate(
                algorithm, uncompressedLength, in.opaque24("compressed_certificate_message", 1));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.COMPRESSED_CERTIFICATE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u16(algorithm).u24(uncompressedLength).opaque24(compressed);
    }
}
