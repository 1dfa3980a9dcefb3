package io.handfast.jsse.revocation;

import io.handfast.x509.BadStatusResponseException;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusAnswer.Revocation;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All refusals because of revocation are made here, in words a person can act on (RFC 8446 §6.2, RFC 6066 §8). */
final class Refusals {
    private Refusals() {}

    /** @param source who says so */
    static CertPathValidatorException revoked(X509Certificate certificate, StatusAnswer answer, String source) {
        Revocation revocation = answer.revocation().orElse(new Revocation(Instant.EPOCH, CRLReason.UNSPECIFIED));
        String text = named(certificate) + " was revoked by '" + certificate.getIssuerX500Principal() + "' on "
                + revocation.at() + " (reason: " + revocation.reason() + "), as " + source + " says";
        return new CertPathValidatorException(
                text,
                new CertificateRevokedException(
                        Date.from(revocation.at()),
                        revocation.reason(),
                        certificate.getIssuerX500Principal(),
                        Map.of()),
                null,
                -1,
                BasicReason.REVOKED);
    }

    /** @param attempts what was tried, and what came of each */
    static CertPathValidatorException undetermined(X509Certificate certificate, List<String> attempts) {
        String tried = attempts.isEmpty()
                ? "it names neither an OCSP responder nor a CRL that can be asked over HTTP"
                : String.join("; ", attempts);
        return new CertPathValidatorException(
                "it cannot be learned whether " + named(certificate)
                        + " has been revoked, which the revocation policy 'hard' demands: " + tried,
                null,
                null,
                -1,
                BasicReason.UNDETERMINED_REVOCATION_STATUS);
    }

    static CertPathValidatorException badStaple(
            X509Certificate certificate, String problem, @Nullable Throwable cause) {
        return new BadStatusResponseException(
                "the OCSP response that was stapled for " + named(certificate) + " " + problem, cause);
    }

    static CertPathValidatorException noStaple(X509Certificate leaf, X509Certificate demanding) {
        String who = leaf.equals(demanding) ? "which demands one" : "which " + named(demanding) + " demands";
        return new BadStatusResponseException(
                "the server stapled no OCSP response for " + named(leaf) + ", " + who
                        + " (must-staple, the TLS feature extension of RFC 7633)",
                null);
    }

    private static String named(X509Certificate certificate) {
        return "the certificate of '" + certificate.getSubjectX500Principal() + "' (serial number "
                + certificate.getSerialNumber().toString(16) + ")";
    }
}
