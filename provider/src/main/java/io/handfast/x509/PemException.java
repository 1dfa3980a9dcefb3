package io.handfast.x509;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A file that should hold certificates or a key in PEM and does not, with a text that says what to do (RFC 7468). */
public final class PemException extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    public PemException(String message) {
        super(message);
    }

    public PemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
