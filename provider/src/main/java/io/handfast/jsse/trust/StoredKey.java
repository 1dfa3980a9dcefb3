package io.handfast.jsse.trust;

import io.handfast.x509.CertificateFacts;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * One entry of a key store that can authenticate us, with what its choice depends on read once (RFC 8446 §4.4.2.2).
 *
 * @param privateKey possibly a handle into hardware; only its owner's provider ever uses it
 * @param chain leaf first
 * @param leaf what the leaf says
 * @param issuers the names of all who signed a certificate of the chain
 */
record StoredKey(
        String alias,
        PrivateKey privateKey,
        List<X509Certificate> chain,
        CertificateFacts leaf,
        Set<X500Principal> issuers) {

    static StoredKey of(String alias, PrivateKey privateKey, List<X509Certificate> chain) throws CertificateException {
        Set<X500Principal> issuers = new HashSet<>();
        for (X509Certificate each : chain) {
            issuers.add(each.getIssuerX500Principal());
        }
        return new StoredKey(
                alias, privateKey, List.copyOf(chain), CertificateFacts.of(chain.get(0)), Set.copyOf(issuers));
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "StoredKey[" + alias + ", " + certificate().getSubjectX500Principal() + "]";
    }
}
