package io.handfast.extension;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Binds a renegotiation to the handshake before it; empty in a first handshake (RFC 5746 §3.2).
 *
 * @param renegotiatedConnection the verify_data of the handshake before, the client's and then, in a ServerHello, also
 *     the server's
 */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RenegotiationInfo that && renegotiatedConnection.equals(that.renegotiatedConnection);
    }

    @Override
    public int hashCode() {
        return renegotiatedConnection.hashCode();
    }

    /** What a first handshake carries. */
    public static final RenegotiationInfo EMPTY = new RenegotiationInfo(Bytes.empty());

    static RenegotiationInfo decode(WireReader body) {
        return new RenegotiationInfo(body.opaque8("renegotiated_connection", 0, 255));
    }

    @Override
    public int type() {
        return ExtensionType.RENEGOTIATION_INFO;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(renegotiatedConnection);
    }
}
