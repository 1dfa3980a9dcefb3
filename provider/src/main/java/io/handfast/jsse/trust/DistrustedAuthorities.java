package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.failure.CertificateFailure;
import io.handfast.failure.Printable;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/**
 * Refuses servers' certificates that an authority issued after it had lost the trust of those who compile lists of roots.
 *
 * <p>Comes after the path has been found, as with the JDK's trust manager: a path under another root is not looked for.
 */
record DistrustedAuthorities(List<DistrustPolicy> policies) {
    /** The policies that the platform's property names; names that nobody knows are passed over, as there. */
    static DistrustedAuthorities ofPlatform() {
        List<String> names = SystemProperties.distrustPolicies();
        return new DistrustedAuthorities(DistrustPolicy.KNOWN.stream()
                .filter(policy -> names.contains(policy.name()))
                .toList());
    }

    /**
     * Accepts a server's path, or says whose word counts no more.
     *
     * @param path ends at an anchor that is not the leaf
     * @param sent the chain as the peer sent it
     */
    void check(Path path, List<X509Certificate> sent) throws CertificateException {
        if (policies.isEmpty() || path.anchor().isEmpty()) {
            return;
        }
        X509Certificate anchor = path.anchor().get();
        String fingerprint = fingerprint(anchor);
        for (DistrustPolicy policy : policies) {
            if (policy.anchors().contains(fingerprint)) {
                check(policy, path, anchor, sent);
            }
        }
    }

    private static void check(DistrustPolicy policy, Path path, X509Certificate anchor, List<X509Certificate> sent)
            throws CertificateException {
        X509Certificate leaf = path.certificates().get(0);
        LocalDate issued = LocalDate.ofInstant(leaf.getNotBefore().toInstant(), ZoneOffset.UTC);
        LocalDate lastDay = lastDay(policy, path, anchor);
        if (!issued.isAfter(lastDay)) {
            return;
        }
        String summary = "the certificate was issued after " + lastDay + " under '"
                + Printable.of(anchor.getSubjectX500Principal()) + "', a root of " + policy.owner()
                + " that is distrusted since";
        throw CertificateFailure.of(CertificateFailure.Check.TRUST, summary)
                .certificate(leaf, sent)
                .expected("a certificate of another authority, or one that is valid from " + lastDay + " or before")
                .found("valid from " + issued)
                .advice("its owner should get one from another authority; the policy is " + policy.name()
                        + " in the security property jdk.security.caDistrustPolicies")
                .cause(new CertPathValidatorException(summary, null, null, -1, BasicReason.UNSPECIFIED))
                .exception();
    }

    private static LocalDate lastDay(DistrustPolicy policy, Path path, X509Certificate anchor)
            throws CertificateEncodingException {
        // The anchor may be at the end of the path or not; what counts is who is right under it.
        List<X509Certificate> below = path.certificates().stream()
                .filter(each -> !each.equals(anchor))
                .toList();
        return below.size() > 1 && !policy.exempt().isEmpty()
                ? policy.exempt().getOrDefault(fingerprint(below.get(below.size() - 1)), policy.lastDay())
                : policy.lastDay();
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(Jca.of(SystemProperties.primitives())
                        .digest(HashAlgorithm.SHA256)
                        .digest(certificate.getEncoded()));
    }
}
