package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
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
import org.jspecify.annotations.Nullable;

/**
 * Says in words why no path was found, by following the issuers' names from the leaf (RFC 5280 §6.1).
 *
 * <p>Only explains a refusal that has been made; it never turns one into consent.
 */
record PathDiagnosis(TrustAnchors anchors, Date date) {
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
            return new CertificateException(FAILED + specific.getMessage(), specific);
        }
        X509Certificate last = chain.get(0);
        for (X509Certificate each : followed(chain)) {
            try {
                each.checkValidity(date);
            } catch (CertificateException e) {
                return new CertificateException(
                        FAILED + "the certificate of '" + each.getSubjectX500Principal() + "' is out of date: "
                                + e.getMessage(),
                        e);
            }
            last = each;
        }
        if (!anchors.hasSubject(last.getIssuerX500Principal())) {
            String reason = "the chain ends at '" + last.getSubjectX500Principal() + "', and its issuer '"
                    + last.getIssuerX500Principal() + "' is neither sent nor among the " + anchors.size()
                    + " trust anchors";
            return new CertificateException(
                    FAILED + reason,
                    new CertPathValidatorException(reason, failure, null, -1, PKIXReason.NO_TRUST_ANCHOR));
        }
        Throwable flaw = flawOf(path(chain), parameters);
        Throwable shown = flaw == null ? failure : flaw;
        return new CertificateException(FAILED + shown.getMessage(), shown);
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
