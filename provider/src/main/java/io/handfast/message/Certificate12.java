package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * A certificate chain before TLS 1.3 (RFC 5246 §7.4.2).
 *
 * @param certificates in DER, the end entity's first; none if a client has no certificate to show
 */
public record Certificate12(List<Bytes> certificates) implements HandshakeMessage {
    public Certificate12 {
        certificates = List.copyOf(certificates);
    }

    static Certificate12 decode(WireReader in) {
        return new Certificate12(in.vector24("certificate_list", 0).list(list -> list.opaque24("ASN.1Cert", 1)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.vector24(list -> certificates.forEach(list::opaque24));
    }
}
