package io.handfast.jsse.trust;

import io.handfast.failure.CertificateFailure;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Whether a certificate is within its time (RFC 5280 §4.1.2.5). */
final class Validity {
    private Validity() {}

    /** Accepts a certificate that is valid at a date, or says when it is. */
    static void check(X509Certificate certificate, List<X509Certificate> chain, Date date) throws CertificateFailure {
        Optional<CertificateFailure> failure = failure(certificate, chain, date);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** What is wrong with the time, if anything is. */
    static Optional<CertificateFailure> failure(X509Certificate certificate, List<X509Certificate> chain, Date date) {
        try {
            certificate.checkValidity(date);
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of(draft("has expired", certificate, chain, date)
                    .advice("its owner must renew it, unless the clock here is wrong")
                    .cause(e)
                    .exception());
        } catch (CertificateNotYetValidException e) {
            return Optional.of(draft("is not valid yet", certificate, chain, date)
                    .advice("wait, or set the clock here or at its issuer")
                    .cause(e)
                    .exception());
        }
    }

    private static CertificateFailure.Draft draft(
            String what, X509Certificate certificate, List<X509Certificate> chain, Date date) {
        String time = certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
        return CertificateFailure.of(
                        CertificateFailure.Check.VALIDITY,
                        "the certificate " + what + ": now it is " + date.toInstant())
                .certificate(certificate, chain)
                .expected("valid at " + date.toInstant())
                .found("valid from " + time);
    }
}
