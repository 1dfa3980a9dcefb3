package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/** The pre-shared keys that a client offers, and the one that the server took (RFC 8446 §4.2.11). */
public final class PreSharedKey {
    private PreSharedKey() {}

    /**
     * What a ClientHello carries, as its last extension.
     *
     * @param identities at least one
     * @param binders for each identity one, of 32 to 255 bytes
     */
    public record Offered(List<PskIdentity> identities, List<Bytes> binders) implements Extension {
        public Offered {
            identities = List.copyOf(identities);
            binders = List.copyOf(binders);
        }

        static Offered decode(WireReader body) {
            List<PskIdentity> identities = body.vector16("identities", 7).list(PskIdentity::decode);
            List<Bytes> binders = body.vector16("binders", 33).list(list -> list.opaque8("PskBinderEntry", 32, 255));
            // RFC 8446 §4.2.11: each binder belongs to the identity at the same place
            if (identities.size() != binders.size()) {
                throw ILLEGAL_PARAMETER.because(
                        "pre_shared_key has " + identities.size() + " identities, but " + binders.size() + " binders");
            }
            return new Offered(identities, binders);
        }

        /**
         * How many bytes the binders take at the end of the ClientHello, their length field included: what the binders
         * cover ends before these (RFC 8446 §4.2.11.2).
         */
        public int bindersLength() {
            int length = 2;
            for (Bytes binder : binders) {
                length += 1 + binder.length();
            }
            return length;
        }

        @Override
        public int type() {
            return ExtensionType.PRE_SHARED_KEY;
        }

        @Override
        public int likelyLength() {
            int length = 2 + bindersLength();
            for (PskIdentity identity : identities) {
                length += 6 + identity.identity().length();
            }
            return length;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.vector16(list -> identities.forEach(identity -> identity.encode(list)));
            out.vector16(list -> binders.forEach(list::opaque8));
        }
    }

    /**
     * What a ServerHello carries.
     *
     * @param selectedIdentity the index, from 0, of the identity that the server took
     */
    public record Selected(int selectedIdentity) implements Extension {
        static Selected decode(WireReader body) {
            return new Selected(body.u16());
        }

        @Override
        public int type() {
            return ExtensionType.PRE_SHARED_KEY;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u16(selectedIdentity);
        }
    }
}
