package io.handfast.alert;

import io.handfast.failure.PeerAlertFailure;

/** The peer sent a fatal alert; the connection is over and nothing more is sent (RFC 8446 §6.2). */
public final class PeerAlertException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public PeerAlertException(int code) {
        super(
                "the peer sent a fatal alert: " + AlertDescription.nameOf(code),
                new PeerAlertFailure(code, AlertDescription.nameOf(code)));
        this.code = code;
    }

    /** The alert's code point, 0 to 255; it may be one that we do not know. */
    public int code() {
        return code;
    }

    /** The alert's name as the RFCs write it. */
    public String alertName() {
        return AlertDescription.nameOf(code);
    }
}
