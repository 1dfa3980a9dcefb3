package io.handfast.jsse.revocation;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds who issued a certificate of a chain: the next of the chain, or for the last one, whose issuer a server need not
 * send, one of those that are known besides (RFC 8446 §4.4.2).
 *
 * @param besides asked when the chain does not tell
 */
public record Issuers(Supplier<X509Certificate[]> besides) {
    Optional<X509Certificate> of(List<X509Certificate> chain, int index) {
        X509Certificate certificate = chain.get(index);
        if (index + 1 < chain.size()) {
            return Optional.of(chain.get(index + 1)).filter(next -> issued(next, certificate));
        }
        return Arrays.stream(besides.get())
                .filter(each -> issued(each, certificate))
                .findFirst();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
