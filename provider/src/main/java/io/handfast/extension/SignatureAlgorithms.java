package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The signature schemes for CertificateVerify, and for certificates unless {@link SignatureAlgorithmsCert} says otherwise
 * (RFC 8446 §4.2.3).
 *
 * @param schemes the code points, at least one, most preferred first, unknown ones kept
 */
public record SignatureAlgorithms(CodePoints schemes) implements Extension {
    static SignatureAlgorithms decode(WireReader body) {
        return new SignatureAlgorithms(CodePoints.owning(
                body.vector16("supported_signature_algorithms", 2).u16s()));
    }

    @Override
    public int type() {
        return ExtensionType.SIGNATURE_ALGORITHMS;
    }

    @Override
    public int likelyLength() {
        return 2 + 2 * schemes.size();
    }

    @Override
    public void encodeBody(WireWriter out) {
        CodePointVector.write16(out, schemes);
    }
}
