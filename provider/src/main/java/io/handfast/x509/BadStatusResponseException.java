package io.handfast.x509;

import java.security.cert.CertPathValidatorException;
import org.jspecify.annotations.Nullable;

/**
 * What a server stapled is not satisfactory, or it stapled nothing where it had to; the peer is told with the alert
 * {@code bad_certificate_status_response} (RFC 6066 §8).
 */
public final class BadStatusResponseException extends CertPathValidatorException {
    private static final long serialVersionUID = 1L;

    public BadStatusResponseException(String message, @Nullable Throwable cause) {
        super(message, cause, null, -1, BasicReason.UNDETERMINED_REVOCATION_STATUS);
    }
}
