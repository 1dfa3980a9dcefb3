package io.handfast.jsse.trust;

import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.x509.CertificateFacts;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** How a certificate is signed, in the words of TLS and of the platform (RFC 8446 §4.2.3). */
record CertificateSignature(String algorithm, Set<String> names) {
    private static final String PSS = "RSASSA-PSS";

    static CertificateSignature of(X509Certificate certificate) throws CertificateException {
        return new CertificateSignature(
                certificate.getSigAlgName(), CertificateFacts.of(certificate).signatureNames());
    }

    /** Whether one of these schemes is meant. */
    boolean isOneOf(List<SignatureScheme> schemes) {
        for (SignatureScheme scheme : schemes) {
            if (is(scheme)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(SignatureScheme scheme) {
        if (scheme.jcaName().equals(PSS)) {
            // RFC 8446 §4.2.3: where the key of the signer is of one kind or the other cannot be seen from here
            return names.contains(PSS)
                    && scheme.hash()
                            .filter(hash -> names.contains(hash.shortName()))
                            .isPresent();
        }
        return !names.contains(PSS) && isNamed(scheme.jcaName());
    }

    /** Whether a platform name means this algorithm. */
    boolean isNamed(String name) {
        boolean edwards = algorithm.equals("Ed25519") || algorithm.equals("Ed448");
        return name.equalsIgnoreCase(algorithm)
                || edwards && name.equals("EdDSA")
                || algorithm.equals(PSS) && name.startsWith(PSS);
    }
}
