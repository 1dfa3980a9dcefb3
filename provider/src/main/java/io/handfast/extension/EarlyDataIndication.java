package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/** That early data follows or is accepted, and how much of it a ticket allows (RFC 8446 §4.2.10). */
public final class EarlyDataIndication {
    private EarlyDataIndication() {}

    /** What a ClientHello and EncryptedExtensions carry; the body is empty. */
    public record Announced() implements Extension {
        static Announced decode(WireReader body) {
            // Nothing to read: the caller refuses a body that is not empty.
            return new Announced();
        }

        @Override
        public int type() {
            return ExtensionType.EARLY_DATA;
        }

        @Override
        public void encodeBody(WireWriter out) {
            // The body is empty; being there is all this extension says.
        }
    }

    /**
     * What a NewSessionTicket carries.
     *
     * @param maxEarlyDataSize the most bytes of early data that the server takes, 0 to 2^32 − 1
     */
    public record Limit(long maxEarlyDataSize) implements Extension {
        static Limit decode(WireReader body) {
            return new Limit(body.u32());
        }

        @Override
        public int type() {
            return ExtensionType.EARLY_DATA;
        }

        @Override
        public void encodeBody(WireWriter out) {
            out.u32(maxEarlyDataSize);
        }
    }
}
