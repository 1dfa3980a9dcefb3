package io.handfast.crypto.group;

import java.security.GeneralSecurityException;

/**
 * A peer's share that is not a valid element of the group; answered with illegal_parameter (RFC 8446 §4.2.8.1, §4.2.8.2), in a
 * finite field before TLS 1.3 with handshake_failure (RFC 7919 §3, §4).
 */
public final class InvalidKeyShareException extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    public InvalidKeyShareException(String reason) {
        super(reason);
    }

    public InvalidKeyShareException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
