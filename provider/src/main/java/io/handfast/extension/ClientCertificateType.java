package io.handfast.extension;

import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.stream.IntStream;

/** In which form the client shows its key (RFC 7250 §3). */
public final class ClientCertificateType {
    private ClientCertificateType() {}

    /**
     * What the client can show.
     *
     * @param types the code points, at least one, most preferred first, unknown ones kept
     */
    public record Offered(CodePoints types) implements Extension {
        static Offered decode(WireReader body) {
            Bytes types = body.opaque8("client_certificate_types", 1, 255);
            return new Offered(CodePoints.of(
                    IntStream.range(0, types.length()).map(types::at).toArray()));
        }

        @Override
        public int type() {
            return ExtensionType.CLIENT_CERTIFICATE_TYPE;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.vector8(list -> types.stream().forEach(list::u8));
        }
    }

    /** What the server has chosen of it. */
    public record Selected(int certificateType) implements Extension {
        static Selected decode(WireReader body) {
            return new Selected(body.u8());
        }

        @Override
        public int type() {
            return ExtensionType.CLIENT_CERTIFICATE_TYPE;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u8(certificateType);
        }
    }
}
