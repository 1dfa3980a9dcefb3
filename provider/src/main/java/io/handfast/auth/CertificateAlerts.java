package io.handfast.auth;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_EXPIRED;
import static io.handfast.alert.AlertDescription.CERTIFICATE_REVOKED;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static io.handfast.alert.AlertDescription.UNKNOWN_CA;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import io.handfast.alert.AlertDescription;
import io.handfast.x509.BadStatusResponseException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import org.jspecify.annotations.Nullable;

/** Which alert tells the peer why its certificate was refused (RFC 8446 §6.2). */
final class CertificateAlerts {
    private static final int DEEPEST_CAUSE = 16;

    private CertificateAlerts() {}

    /** The alert for a verifier's refusal, found along its causes; {@code certificate_unknown} if none tells. */
    static AlertDescription of(Throwable refusal) {
        Throwable fault = refusal;
        for (int depth = 0; fault != null && depth < DEEPEST_CAUSE; depth++) {
            AlertDescription alert = ofOne(fault);
            if (alert != null) {
                return alert;
            }
            fault = fault.getCause();
        }
        return CERTIFICATE_UNKNOWN;
    }

    private static @Nullable AlertDescription ofOne(Throwable fault) {
        if (fault instanceof CertificateExpiredException || fault instanceof CertificateNotYetValidException) {
            return CERTIFICATE_EXPIRED;
        }
        if (fault instanceof CertificateRevokedException) {
            return CERTIFICATE_REVOKED;
        }
        if (fault instanceof BadStatusResponseException) {
            return BAD_CERTIFICATE_STATUS_RESPONSE;
        }
        if (fault instanceof CertificateParsingException) {
            return BAD_CERTIFICATE;
        }
        if (fault instanceof CertPathValidatorException validation) {
            return ofReason(validation.getReason());
        }
        if (fault instanceof CertPathBuilderException && fault.getCause() == null) {
            return UNKNOWN_CA;
        }
        return null;
    }

    private static @Nullable AlertDescription ofReason(Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return CERTIFICATE_EXPIRED;
        }
        if (reason == BasicReason.REVOKED) {
            return CERTIFICATE_REVOKED;
        }
        if (reason == BasicReason.INVALID_SIGNATURE || reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return BAD_CERTIFICATE;
        }
        if (reason == PKIXReason.NO_TRUST_ANCHOR) {
            return UNKNOWN_CA;
        }
        if (reason == PKIXReason.INVALID_KEY_USAGE) {
            return UNSUPPORTED_CERTIFICATE;
        }
        return null;
    }
}
