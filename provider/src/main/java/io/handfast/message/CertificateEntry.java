package io.handfast.message;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.Placement;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * One certificate of a chain with what belongs to it (RFC 8446 §4.4.2).
 *
 * @param certificate the certificate in DER, at least one byte
 * @param extensions answers to extensions of the other side, such as an OCSP response
 */
public record CertificateEntry(Bytes certificate, ExtensionBlock extensions) {
    static CertificateEntry decode(WireReader in) {
        Bytes certificate = in.shared24("cert_data", 1);
        return new CertificateEntry(certificate, ExtensionBlock.decode(in, Placement.CERTIFICATE));
    }

    void encode(WireWriter out) {
        out.opaque24(certificate);
        extensions.encode(out);
    }
}
