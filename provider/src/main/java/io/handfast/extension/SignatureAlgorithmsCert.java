package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The signature schemes that may stand in certificates (RFC 8446 §4.2.3).
 *
 * @param schemes the code points, at least one, most preferred first, unknown ones kept
 */
public record SignatureAlgorithmsCert(CodePoints schemes) implements Extension {
    static SignatureAlgorithmsCert decode(WireReader body) {
        return new SignatureAlgorithmsCert(CodePoints.owning(
                body.vector16("supported_signature_algorithms", 2).u16s()));
    }

    @Override
    public int type() {
        return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
    }

    @Override
    public void encodeBody(WireWriter out) {
        CodePointVector.write16(out, schemes);
    }
}
