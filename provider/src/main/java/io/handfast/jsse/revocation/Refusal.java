package io.handfast.jsse.revocation;

import io.handfast.failure.CertificateFailure;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate is refused because of revocation; on its way to where it is known which chain the peer sent (RFC 5280 §6.3).
 *
 * <p>Its cause is the exception of the standard kind, by which others know what it is.
 */
final class Refusal extends GeneralSecurityException {
    private static final long serialVersionUID = 1L;

    private final transient X509Certificate certificate;
    private final String expected;
    private final String found;
    private final String advice;

    /**
     * A refusal.
     *
     * @param reason what others see of it, with its text
     * @param expected what was demanded
     * @param found what there was instead
     * @param advice what to do
     */
    Refusal(
            X509Certificate certificate,
            CertPathValidatorException reason,
            String expected,
            String found,
            String advice) {
        super(reason.getMessage(), reason);
        this.certificate = certificate;
        this.expected = expected;
        this.found = found;
        this.advice = advice;
    }

    /** The failure as programs read it. */
    CertificateFailure among(List<X509Certificate> sent) {
        return CertificateFailure.of(CertificateFailure.Check.REVOCATION, String.valueOf(getMessage()))
                .certificate(certificate, sent)
                .expected(expected)
                .found(found)
                .advice(advice)
                .cause(getCause())
                .exception();
    }
}
