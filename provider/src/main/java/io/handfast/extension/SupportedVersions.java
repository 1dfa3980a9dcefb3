package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** The versions that a client offers, and the one that a TLS 1.3 server chose (RFC 8446 §4.2.1). */
public final class SupportedVersions {
    private SupportedVersions() {}

    /**
     * What a ClientHello carries.
     *
     * @param versions the code points, at least one, most preferred first, unknown ones kept
     */
    public record Offered(CodePoints versions) implements Extension {
        static Offered decode(WireReader body) {
            return new Offered(CodePoints.owning(body.vector8("versions", 2).u16s()));
        }

        @Override
        public int type() {
            return ExtensionType.SUPPORTED_VERSIONS;
        }

        @Override
        public void encodeBody(WireWriter out) {
            CodePointVector.write8(out, versions);
        }
    }

    /**
     * What a ServerHello or a HelloRetryRequest carries.
     *
     * @param version the code point as it came; whether it is one we offered is for the state to check
     */
    public record Selected(int version) implements Extension {
        static Selected decode(WireReader body) {
            return new Selected(body.u16());
        }

        @Override
        public int type() {
            return ExtensionType.SUPPORTED_VERSIONS;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u16(version);
        }
    }
}
