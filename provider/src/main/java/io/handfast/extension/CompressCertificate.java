package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * In which compressed forms the sender takes its peer's Certificate (RFC 8879 §3).
 *
 * @param algorithms by preference; at least one, unknown ones kept
 */
public record CompressCertificate(CodePoints algorithms) implements Extension {
    static CompressCertificate decode(WireReader body) {
        return new CompressCertificate(
                CodePoints.owning(body.vector8("algorithms", 2).u16s()));
    }

    @Override
    public int type() {
        return ExtensionType.COMPRESS_CERTIFICATE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        CodePointVector.write8(out, algorithms);
    }
}
