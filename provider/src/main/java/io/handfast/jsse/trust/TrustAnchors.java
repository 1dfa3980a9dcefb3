package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that are trusted because they are there, found by subject (RFC 5280 §6.1.1).
 *
 * <p>Immutable. Each is trusted itself; for others vouch only those that are authorities by their own words. A path is
 * built with the few anchors that can end it instead of all, which is most of the work saved.
 */
final class TrustAnchors {
    private static final int KEY_CERT_SIGN = 5;

    private final Set<X509Certificate> certificates;
    private final Map<X500Principal, List<X509Certificate>> bySubject;
    private final boolean allVouch;

    TrustAnchors(Collection<X509Certificate> certificates) {
        this.certificates = Collections.unmodifiableSet(new LinkedHashSet<>(certificates));
        Map<X500Principal, List<X509Certificate>> index = new HashMap<>();
        for (X509Certificate each : this.certificates) {
            index.computeIfAbsent(each.getSubjectX500Principal(), any -> new ArrayList<>())
                    .add(each);
        }
        this.bySubject = Map.copyOf(index);
        this.allVouch = SystemProperties.allowsNonCaAnchors();
    }

    /** The trusted certificate entries of a store, and the leaf of each key entry, as the platform has always done. */
    static TrustAnchors of(KeyStore store) throws KeyStoreException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                add(found, store.getCertificate(alias));
            } else if (store.isKeyEntry(alias)) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain != null && chain.length > 0) {
                    add(found, chain[0]);
                }
            }
        }
        return new TrustAnchors(found);
    }

    private static void add(List<X509Certificate> found, Certificate certificate) {
        if (certificate instanceof X509Certificate x509) {
            found.add(x509);
        }
    }

    boolean contains(X509Certificate certificate) {
        return certificates.contains(certificate);
    }

    /** The anchors of a name; their keys may be others. */
    List<X509Certificate> ofSubject(X500Principal name) {
        return bySubject.getOrDefault(name, List.of());
    }

    /**
     * Whether a certificate that is trusted may vouch for others (RFC 5280 §4.2.1.3, §4.2.1.9). Before version 3 a
     * certificate could not say, and the roots of that time are still used.
     */
    boolean mayVouch(X509Certificate anchor) {
        if (allVouch || anchor.getVersion() < 3) {
            return true;
        }
        boolean[] usage = anchor.getKeyUsage();
        return anchor.getBasicConstraints() >= 0
                && (usage == null || usage.length > KEY_CERT_SIGN && usage[KEY_CERT_SIGN]);
    }

    int size() {
        return certificates.size();
    }

    /** The anchors that may have issued one of the certificates, if they may issue any. */
    Set<TrustAnchor> issuersOf(Collection<X509Certificate> chain) {
        Set<TrustAnchor> anchors = new HashSet<>();
        Set<X500Principal> seen = new HashSet<>();
        for (X509Certificate each : chain) {
            X500Principal issuer = each.getIssuerX500Principal();
            if (seen.add(issuer)) {
                for (X509Certificate anchor : bySubject.getOrDefault(issuer, List.of())) {
                    if (mayVouch(anchor)) {
                        anchors.add(new TrustAnchor(anchor, null));
                    }
                }
            }
        }
        return anchors;
    }

    /** The anchors that may vouch for others. */
    Set<TrustAnchor> authorities() {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (X509Certificate each : certificates) {
            if (mayVouch(each)) {
                anchors.add(new TrustAnchor(each, null));
            }
        }
        return anchors;
    }

    /** The same of anchors that the application gave with more than a certificate, or with a name and a key only. */
    Set<TrustAnchor> authorities(Set<TrustAnchor> given) {
        Set<TrustAnchor> anchors = new HashSet<>(given);
        anchors.removeIf(each -> each.getTrustedCert() != null && !mayVouch(each.getTrustedCert()));
        return anchors;
    }

    X509Certificate[] toArray() {
        return certificates.toArray(X509Certificate[]::new);
    }
}
