package io.handfast.alert;

import org.jspecify.annotations.Nullable;

/**
 * A fault we found, and the one fatal alert that tells the peer (RFC 8446 §6.2).
 *
 * <p>Unchecked, because every parser and every state may raise it and exactly one place, the connection, catches it.
 */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AlertDescription alert;

    TlsException(AlertDescription alert, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.alert = alert;
    }

    /** The alert that goes to the peer. */
    public AlertDescription alert() {
        return alert;
    }

    /** The reason in words; never null. */
    public String reason() {
        String message = getMessage();
        return message == null ? alert.ianaName() : message;
    }
}
