package io.handfast.x509;

import io.handfast.failure.CertificateFailure;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a certificate is for the name we meant to reach (RFC 9525 §6).
 *
 * <p>Only subject alternative names count. The common name never does, whatever the certificate lacks.
 */
public final class NameMatch {
    private NameMatch() {}

    /** Accepts the certificate, or says which names it has instead. */
    public static void check(ReferenceName wanted, X509Certificate certificate) throws CertificateException {
        check(wanted, SubjectNames.of(certificate), certificate);
    }

    /** The same, with the certificate's names as somebody has read them already. */
    public static void check(ReferenceName wanted, SubjectNames presented, X509Certificate certificate)
            throws CertificateException {
        if (!matches(wanted, presented)) {
            throw CertificateFailure.of(
                            CertificateFailure.Check.NAME,
                            "the certificate is not for '" + wanted + "'; it is for " + presented)
                    .certificate(certificate, List.of(certificate))
                    .expected(wanted.toString())
                    .found(presented.toString())
                    .advice("connect by one of its names, or have one issued for this name")
                    .exception();
        }
    }

    /** Whether one of the presented names is the wanted one. */
    public static boolean matches(ReferenceName wanted, SubjectNames presented) {
        if (wanted instanceof ReferenceName.Ip address) {
            // RFC 9525 §6.4: addresses match byte by byte, and never as text in a DNS name.
            return presented.ip().contains(address.address());
        }
        if (wanted instanceof ReferenceName.Dns name) {
            for (String each : presented.dns()) {
                if (matchesDns(name.name(), each)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matchesDns(String wanted, String presented) {
        String pattern = presented.toLowerCase(Locale.ROOT);
        if (!pattern.startsWith("*.")) {
            // The wanted name is plain lower-case ASCII, so a presented one with a NUL, a '*' or any other oddity is
            // unequal.
            return pattern.equals(wanted);
        }
        String parent = pattern.substring(2);
        int dot = wanted.indexOf('.');
        // RFC 9525 §6.3: the wildcard is the whole left-most label, the only one, and stands for exactly one label.
        // A single label after it would take in a whole top-level domain, which no authority may vouch for.
        return parent.indexOf('*') < 0
                && parent.indexOf('.') > 0
                && dot > 0
                && wanted.substring(dot + 1).equals(parent);
    }
}
