package io.handfast.auth;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;

import io.handfast.crypto.ConstantTime;
import io.handfast.message.Finished;

/** The proof that the peer saw the same handshake and holds the same keys (RFC 8446 §4.4.4, RFC 5246 §7.4.9). */
public final class FinishedVerified {
    private FinishedVerified() {}

    /** Compares the peer's Finished, in constant time, with what it must be. */
    public static FinishedVerified check(byte[] expectedVerifyData, Finished finished) {
        // RFC 5246 §7.2.2, RFC 8446 §6.2: a message of the wrong length is no message
        if (finished.verifyData().length() != expectedVerifyData.length) {
            throw DECODE_ERROR.because("the peer's Finished has "
                    + finished.verifyData().length() + " bytes instead of " + expectedVerifyData.length);
        }
        // RFC 8446 §4.4.4: recipients must verify the contents and end the connection with decrypt_error.
        if (!ConstantTime.equal(expectedVerifyData, finished.verifyData().toArray())) {
            throw DECRYPT_ERROR.because("the peer's Finished does not match this handshake: keys or messages differ");
        }
        return new FinishedVerified();
    }
}
