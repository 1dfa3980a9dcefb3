package io.handfast.auth;

import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;

import io.handfast.crypto.ConstantTime;
import io.handfast.wire.Bytes;

/** The proof that a client holds the pre-shared key that it offers (RFC 8446 §4.2.11.2). */
public final class BinderVerified {
    private BinderVerified() {}

    /** Compares the client's binder, in constant time, with what it must be. */
    public static BinderVerified check(byte[] expected, Bytes binder) {
        // RFC 8446 §4.2.11: a binder that is wrong ends the handshake; it is no reason to fall back to a full one.
        if (!ConstantTime.equal(expected, binder.toArray())) {
            throw DECRYPT_ERROR.because("the client's binder does not match its ClientHello and pre-shared key");
        }
        return new BinderVerified();
    }
}
