package io.handfast.message;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The sender's keys change after this message (RFC 8446 §4.6.3).
 *
 * @param updateRequested whether the receiver is to change its own keys too
 */
public record KeyUpdate(boolean updateRequested) implements HandshakeMessage {
    static KeyUpdate decode(WireReader in) {
        int request = in.u8();
        // RFC 8446 §4.6.3: any other value is fatal
        if (request > 1) {
            throw ILLEGAL_PARAMETER.because("KeyUpdate asks for " + request + ", which is neither 0 nor 1");
        }
        return new KeyUpdate(request == 1);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.u8(updateRequested ? 1 : 0);
    }
}
