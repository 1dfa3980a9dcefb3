package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.failure.CertificateFailure;
import io.handfast.failure.Printable;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why no path was found, by following the issuers' names from the leaf (RFC 5280 §6.1).
 *
 * <p>Only explains a refusal that has been made; it never turns one into consent.
 */
record PathDiagnosis(TrustAnchors anchors, Date date) {
    private static final int LONGEST = 800;
    private static final String FAILED = "PKIX path building failed: unable to find valid certification path: ";

    /**
     * The refusal with its reason.
     *
     * @param parameters what the path was to be built with, if it came to that
     * @param failure what the builder said
     */
    CertificateException explain(
            List<X509Certificate> chain, Optional<PKIXBuilderParameters> parameters, GeneralSecurityException failure) {
        CertPathValidatorException specific = specificCause(failure);
        if (specific != null) {
            return flawed(chain, specific);
        }
        X509Certificate last = chain.get(0);
        List<X509Certificate> followed = followed(chain);
        for (X509Certificate each : followed) {
            Optional<CertificateFailure> late = Validity.failure(each, chain, date);
            if (late.isPresent()) {
                return late.get();
            }
            last = each;
        }
        List<X509Certificate> namesakes = anchors.ofSubject(last.getIssuerX500Principal());
        if (namesakes.stream().filter(anchors::mayVouch).noneMatch(issuerOf(last))) {
            Optional<X509Certificate> powerless = powerless(followed);
            if (powerless.isPresent()) {
                return noAuthority(chain, powerless.get(), failure);
            }
        }
        if (namesakes.isEmpty()) {
            return withoutAnchor(chain, last, failure);
        }
        if (namesakes.stream().noneMatch(issuerOf(last))) {
            return otherKey(chain, last, namesakes, failure);
        }
        CertPathValidatorException flaw = flawOf(path(chain), parameters);
        return flaw == null
                ? CertificateFailure.of(CertificateFailure.Check.PATH, FAILED + Printable.of(message(failure), LONGEST))
                        .cause(failure)
                        .exception()
                : flawed(chain, flaw);
    }

    private static Predicate<X509Certificate> issuerOf(X509Certificate subject) {
        return issuer -> {
            try {
                subject.verify(issuer.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        };
    }

    /** The trust anchor that signed one of the certificates without being an authority. */
    private Optional<X509Certificate> powerless(List<X509Certificate> followed) {
        return followed.stream()
                .flatMap(each -> anchors.ofSubject(each.getIssuerX500Principal()).stream()
                        .filter(anchor -> !anchors.mayVouch(anchor))
                        .filter(issuerOf(each)))
                .findFirst();
    }

    private static CertificateFailure noAuthority(
            List<X509Certificate> chain, X509Certificate anchor, GeneralSecurityException failure) {
        String summary = "the issuer '" + Printable.of(anchor.getSubjectX500Principal())
                + "' is trusted for itself alone: it is no authority";
        return CertificateFailure.of(CertificateFailure.Check.TRUST, FAILED + summary)
                .certificate(anchor, chain)
                .expected("a trust anchor with CA in basicConstraints, and keyCertSign where it has a key usage")
                .found("basicConstraints "
                        + (anchor.getBasicConstraints() < 0 ? "without CA, or none" : "with CA, but no keyCertSign"))
                .advice("the peer's own certificate is to be trusted, or that of an authority; the property "
                        + "jdk.security.allowNonCaAnchor lets every trusted certificate vouch for others")
                .cause(new CertPathValidatorException(summary, failure, null, -1, PKIXReason.NOT_CA_CERT))
                .exception();
    }

    private CertificateFailure withoutAnchor(
            List<X509Certificate> chain, X509Certificate last, GeneralSecurityException failure) {
        String subject = Printable.of(last.getSubjectX500Principal());
        String issuer = Printable.of(last.getIssuerX500Principal());
        String summary;
        String advice;
        if (!subject.equals(issuer)) {
            summary = "the chain ends at '" + subject + "', and its issuer '" + issuer
                    + "' is neither sent nor among the " + anchors.size() + " trust anchors";
            advice = "the peer should send the certificate of '" + issuer
                    + "' with its own, or it is to be trusted here";
        } else if (last.equals(chain.get(0))) {
            summary = "the certificate is signed by itself and is not among the " + anchors.size() + " trust anchors";
            advice = "put it into the trust store if it is meant, or have it issued by an authority";
        } else {
            summary = "the chain ends at the root '" + subject + "', which is not among the " + anchors.size()
                    + " trust anchors";
            advice = "put the root into the trust store if it is to be trusted";
        }
        return CertificateFailure.of(CertificateFailure.Check.TRUST, FAILED + summary)
                .certificate(last, chain)
                .expected("a certificate of '" + issuer + "'")
                .found(anchors.size() + " trust anchors of other names")
                .advice(advice)
                .cause(new CertPathValidatorException(summary, failure, null, -1, PKIXReason.NO_TRUST_ANCHOR))
                .exception();
    }

    private static CertificateFailure otherKey(
            List<X509Certificate> chain,
            X509Certificate last,
            List<X509Certificate> namesakes,
            GeneralSecurityException failure) {
        String issuer = Printable.of(last.getIssuerX500Principal());
        String found = namesakes.stream()
                .limit(3)
                .map(each -> "serial " + Printable.of(each.getSerialNumber().toString(16)) + ", valid until "
                        + each.getNotAfter().toInstant())
                .collect(Collectors.joining("; "));
        String summary =
                "the issuer '" + issuer + "' is a trust anchor by name, but has another key there (" + found + ")";
        return CertificateFailure.of(CertificateFailure.Check.TRUST, FAILED + summary)
                .certificate(last, chain)
                .expected("a signature by a trust anchor '" + issuer + "'")
                .found(found)
                .advice(
                        "the authority may have renewed its key: bring the trust store up to date; or somebody uses its name")
                .cause(new CertPathValidatorException(summary, failure, null, -1, PKIXReason.NO_TRUST_ANCHOR))
                .exception();
    }

    /** What a check of the path has found, with the certificate if that is known. */
    private static CertificateFailure flawed(List<X509Certificate> chain, CertPathValidatorException flaw) {
        Optional<CertificateFailure> known =
                Optional.ofNullable(flaw.getCause() instanceof CertificateFailure own ? own : null);
        Optional<X509Certificate> refused =
                known.flatMap(CertificateFailure::certificate).or(() -> refused(flaw));
        String words = Printable.of(message(flaw), LONGEST);
        // The platform's words for this differ from release to release.
        String shown = known.isEmpty() && refused.isPresent() && flaw.getReason() == BasicReason.ALGORITHM_CONSTRAINED
                ? "its signature " + Printable.of(refused.get().getSigAlgName()) + " or its "
                        + Printable.of(refused.get().getPublicKey().getAlgorithm()) + " key is disabled"
                : words;
        CertificateFailure.Draft draft = CertificateFailure.of(CheckOfReason.of(flaw.getReason()), FAILED + shown)
                .expected(known.map(CertificateFailure::expected).orElse(""))
                .found(known.map(CertificateFailure::found).orElse(words))
                .advice(CheckOfReason.advice(flaw.getReason()))
                .cause(flaw);
        refused.ifPresent(certificate -> draft.certificate(certificate, chain));
        return draft.exception();
    }

    private static Optional<X509Certificate> refused(CertPathValidatorException flaw) {
        return flaw.getCertPath() != null
                        && flaw.getIndex() >= 0
                        && flaw.getCertPath().getCertificates().get(flaw.getIndex()) instanceof X509Certificate refused
                ? Optional.of(refused)
                : Optional.empty();
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    /** What is wrong with the obvious path, which the builder tried among others and does not tell. */
    private @Nullable CertPathValidatorException flawOf(
            List<X509Certificate> path, Optional<PKIXBuilderParameters> parameters) {
        if (parameters.isEmpty()) {
            return null;
        }
        try {
            CertificateFactory factory = Jca.of(SystemProperties.primitives()).certificateFactory();
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters.get());
            return null;
        } catch (CertPathValidatorException e) {
            return e;
        } catch (GeneralSecurityException e) {
            return new CertPathValidatorException(e.getMessage(), e);
        }
    }

    /** The certificates followed from the leaf, up to the first that is trusted itself. */
    private List<X509Certificate> path(List<X509Certificate> chain) {
        return followed(chain).stream()
                .takeWhile(each -> !anchors.contains(each))
                .toList();
    }

    /** The first cause that names a reason. */
    private static @Nullable CertPathValidatorException specificCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException validation
                    && validation.getReason() != BasicReason.UNSPECIFIED) {
                return validation;
            }
        }
        return null;
    }

    /** The leaf, its issuer by name among the certificates sent, and so on until there is none. */
    private static List<X509Certificate> followed(List<X509Certificate> chain) {
        List<X509Certificate> left = new ArrayList<>(chain);
        List<X509Certificate> path = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(left.remove(0));
        while (next.isPresent()) {
            X509Certificate current = next.get();
            path.add(current);
            next = left.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(current.getIssuerX500Principal()))
                    .findFirst();
            next.ifPresent(left::remove);
        }
        return path;
    }
}
