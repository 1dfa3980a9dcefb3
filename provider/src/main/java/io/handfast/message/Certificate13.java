package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * A certificate chain in TLS 1.3 (RFC 8446 §4.4.2).
 *
 * @param requestContext the context of the request that this answers, 0 to 255 bytes; empty from a server
 * @param entries the end entity's certificate first; none if a client has no certificate to show
 */
public record Certificate13(Bytes requestContext, List<CertificateEntry> entries) implements HandshakeMessage {
    public Certificate13 {
        entries = List.copyOf(entries);
    }

    static Certificate13 decode(WireReader in) {
        Bytes requestContext = in.opaque8("certificate_request_context", 0, 255);
        return new Certificate13(
                requestContext, in.vector24("certificate_list", 0).list(CertificateEntry::decode));
    }

    /** Whether it answers no request and its certificates come without extensions, so that it says nothing but the chain. */
    public boolean isBare() {
        for (CertificateEntry entry : entries) {
            if (!entry.extensions().isEmpty()) {
                return false;
            }
        }
        return requestContext.isEmpty();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public int likelyLength() {
        int length = 4 + requestContext.length();
        for (CertificateEntry entry : entries) {
            length += 3 + entry.certificate().length() + entry.extensions().likelyLength();
        }
        return length;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(requestContext);
        int list = out.open24();
        for (CertificateEntry entry : entries) {
            entry.encode(out);
        }
        out.close24(list);
    }
}
