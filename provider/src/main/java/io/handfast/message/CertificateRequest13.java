package io.handfast.message;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The server's wish for the client's certificate, in TLS 1.3 (RFC 8446 §4.3.2).
 *
 * @param context names the request, 0 to 255 bytes; empty within the handshake
 * @param extensions what the certificate must be like; signature_algorithms at least, which the state checks
 */
public record CertificateRequest13(Bytes context, ExtensionBlock extensions) implements HandshakeMessage {
    static CertificateRequest13 decode(WireReader in) {
        Bytes context = in.opaque8("certificate_request_context", 0, 255);
        return new CertificateRequest13(context, ExtensionBlock.decode(in, Placement.CERTIFICATE_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(context);
        extensions.encode(out);
    }
}
