package io.handfast.jsse.trust;

import io.handfast.config.Credential;
import io.handfast.x509.CertificateFacts;
import io.handfast.x509.SubjectNames;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * One entry of a key store that can authenticate us, with what its choice depends on read once (RFC 8446 §4.4.2.2).
 *
 * @param credential the key, possibly a handle into hardware that only its owner's provider ever uses, and its chain
 * @param leaf what the leaf says
 * @param names the leaf's DNS names and IP addresses; none if they cannot be read, which is no reason not to use the key
 * @param issuers the names of all who signed a certificate of the chain
 * @param signatures how the certificates of the chain are signed that are not by their own key; empty if one cannot be read
 */
record StoredKey(
        String alias,
        Credential credential,
        CertificateFacts leaf,
        SubjectNames names,
        Set<X500Principal> issuers,
        Optional<List<CertificateSignature>> signatures) {

    static StoredKey of(String alias, PrivateKey privateKey, List<X509Certificate> chain) throws CertificateException {
        Set<X500Principal> issuers = new HashSet<>();
        for (X509Certificate each : chain) {
            issuers.add(each.getIssuerX500Principal());
        }
        return new StoredKey(
                alias,
                new Credential(privateKey, chain),
                CertificateFacts.of(chain.get(0)),
                namesOf(chain.get(0)),
                Set.copyOf(issuers),
                signaturesOf(chain));
    }

    private static SubjectNames namesOf(X509Certificate leaf) {
        try {
            return SubjectNames.of(leaf);
        } catch (CertificateParsingException e) {
            return new SubjectNames(List.of(), List.of());
        }
    }

    private static Optional<List<CertificateSignature>> signaturesOf(List<X509Certificate> chain) {
        List<CertificateSignature> signatures = new ArrayList<>();
        try {
            for (X509Certificate each : chain) {
                if (!each.getSubjectX500Principal().equals(each.getIssuerX500Principal())) {
                    signatures.add(CertificateSignature.of(each));
                }
            }
            return Optional.of(List.copyOf(signatures));
        } catch (CertificateException e) {
            // Who cannot read it is in no position to say that the peer can; the key may be used all the same.
            return Optional.empty();
        }
    }

    PrivateKey privateKey() {
        return credential.privateKey();
    }

    /** Leaf first. */
    List<X509Certificate> chain() {
        return credential.chain();
    }

    X509Certificate certificate() {
        return chain().get(0);
    }

    @Override
    public String toString() {
        return "StoredKey[" + alias + ", " + certificate().getSubjectX500Principal() + "]";
    }
}
