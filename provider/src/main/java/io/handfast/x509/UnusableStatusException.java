package io.handfast.x509;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** An OCSP response or a CRL says nothing that may be believed about a certificate (RFC 6960 §3.2, RFC 5280 §6.3). */
public final class UnusableStatusException extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong, to follow "the response" or the like */
    public UnusableStatusException(String reason) {
        super(reason);
    }

    public UnusableStatusException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
