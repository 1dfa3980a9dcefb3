package io.handfast.jsse.trust;

import io.handfast.crypto.Jca;
import io.handfast.failure.CertificateFailure;
import java.io.ByteArrayInputStream;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * That an authority's name constraints were applied to all the names that are there (RFC 5280 §4.2.1.10, §6.1.4).
 *
 * <p>The platform takes alternative names which it cannot read, and which are not critical, for none and judges the common name
 * instead. We read names from the bytes and more leniently, so the host could be found among names that nobody has judged.
 */
final class ConstrainedNames {
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    private ConstrainedNames() {}

    /**
     * Refuses a path in which a certificate under name constraints has alternative names that cannot be read.
     *
     * @param judge who has applied the constraints, and so decides what can be read
     * @param sent the peer's chain
     */
    static void check(Path path, List<X509Certificate> sent, Provider judge) throws CertificateException {
        boolean constrained = false;
        for (int i = path.certificates().size() - 1; i >= 0; i--) {
            X509Certificate each = path.certificates().get(i);
            if (constrained
                    && each.getExtensionValue(SUBJECT_ALTERNATIVE_NAME) != null
                    && !readable(each, Jca.certificateFactory(judge))) {
                throw refused(each, sent);
            }
            constrained |= each.getExtensionValue(NAME_CONSTRAINTS) != null;
        }
    }

    /** Whether the judge reads the names; the certificate itself may be of a provider that reads otherwise. */
    private static boolean readable(X509Certificate certificate, CertificateFactory factory)
            throws CertificateException {
        try {
            return factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()))
                            instanceof X509Certificate judged
                    && judged.getSubjectAlternativeNames() != null;
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static CertificateFailure refused(X509Certificate certificate, List<X509Certificate> sent) {
        return CertificateFailure.of(
                        CheckOfReason.of(PKIXReason.INVALID_NAME),
                        "its names cannot be read, so that the name constraints of an authority above cannot be applied")
                .certificate(certificate, sent)
                .advice("its owner should get one whose subject alternative names are well formed")
                .exception();
    }
}
