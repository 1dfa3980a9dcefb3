package io.handfast.jsse.revocation;

import io.handfast.failure.Printable;
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
    private static final int LONGEST = 800;

    private Refusals() {}

    /** @param source who says so */
    static Refusal revoked(X509Certificate certificate, StatusAnswer answer, String source) {
        Revocation revocation = answer.revocation().orElse(new Revocation(Instant.EPOCH, CRLReason.UNSPECIFIED));
        String when = revocation.at() + " (reason: " + revocation.reason() + ")";
        String text = "the certificate was revoked by '" + Printable.of(certificate.getIssuerX500Principal()) + "' on "
                + when + ", as " + Printable.of(source, LONGEST) + " says";
        return new Refusal(
                certificate,
                new CertPathValidatorException(
                        text,
                        new CertificateRevokedException(
                                Date.from(revocation.at()),
                                revocation.reason(),
                                certificate.getIssuerX500Principal(),
                                Map.of()),
                        null,
                        -1,
                        BasicReason.REVOKED),
                "a certificate that was not revoked",
                "revoked on " + when,
                "do not trust it; its owner must get a new one");
    }

    /** @param attempts what was tried, and what came of each */
    static Refusal undetermined(X509Certificate certificate, List<String> attempts) {
        String tried = attempts.isEmpty()
                ? "it names neither an OCSP responder nor a CRL that can be asked over HTTP"
                : Printable.of(String.join("; ", attempts), LONGEST);
        return new Refusal(
                certificate,
                new CertPathValidatorException(
                        "it cannot be learned whether the certificate has been revoked, which the revocation policy "
                                + "'hard' demands: " + tried,
                        null,
                        null,
                        -1,
                        BasicReason.UNDETERMINED_REVOCATION_STATUS),
                "an OCSP response or a CRL that shows it is good",
                tried,
                attempts.isEmpty()
                        ? "let the server staple a response, or choose the policy 'soft' if it may pass without"
                        : "see that what it names can be reached from here, or choose the policy 'soft' if it may pass "
                                + "without");
    }

    static Refusal badStaple(X509Certificate certificate, String problem, @Nullable Throwable cause) {
        String shown = Printable.of(problem, LONGEST);
        return new Refusal(
                certificate,
                new BadStatusResponseException(
                        "the OCSP response that was stapled for the certificate " + shown, cause),
                "a stapled OCSP response that shows it is good",
                "one that " + shown,
                "the server should fetch a fresh response from its authority, and staple that");
    }

    static Refusal noStaple(X509Certificate leaf, X509Certificate demanding) {
        String who = leaf.equals(demanding)
                ? "which demands one"
                : "which '" + Printable.of(demanding.getSubjectX500Principal()) + "' demands";
        return new Refusal(
                leaf,
                new BadStatusResponseException(
                        "the server stapled no OCSP response for its certificate, " + who
                                + " (must-staple, the TLS feature extension of RFC 7633)",
                        null),
                "a stapled OCSP response that shows it is good",
                "none",
                "switch on OCSP stapling at the server, or have a certificate issued that does not demand it");
    }
}
