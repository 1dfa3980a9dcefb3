package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a path from a peer's leaf to a trust anchor through whatever else the peer sent, in any order (RFC 5280 §6.1, RFC 8446
 * §4.4.2).
 *
 * <p>The platform's PKIX implementation does the work; a failure is explained by {@link PathDiagnosis}.
 *
 * @param anchors whom to trust
 * @param template the application's own parameters, if it gave any
 * @param clock when paths must be valid, unless the application's parameters name a date
 */
record PathBuilding(TrustAnchors anchors, Optional<PKIXBuilderParameters> template, InstantSource clock) {
    /**
     * Builds a path.
     *
     * @param chain leaf first, as the peer sent it
     * @param stapled revocation responses for the certificates of the chain, in its order; may be fewer
     */
    Path build(List<X509Certificate> chain, PKIXCertPathChecker checker, List<byte[]> stapled)
            throws CertificateException {
        X509Certificate leaf = chain.get(0);
        if (anchors.contains(leaf)) {
            // Trust in exactly this certificate was given, so nobody else need vouch for it; but it may have run out.
            Validity.check(leaf, chain, date());
            return new Path(List.of(leaf), Optional.of(leaf));
        }
        Validity.check(leaf, chain, date());
        Optional<PKIXBuilderParameters> used = Optional.empty();
        Path path;
        Provider judge;
        try {
            CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
            PKIXBuilderParameters parameters = parameters(chain);
            used = Optional.of(parameters);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.addCertPathChecker(checker);
            staple(builder, parameters, chain, stapled);
            path = path((PKIXCertPathBuilderResult) builder.build(parameters));
            judge = builder.getProvider();
        } catch (GeneralSecurityException e) {
            throw new PathDiagnosis(anchors, date()).explain(chain, used, e);
        }
        ConstrainedNames.check(path, chain, judge);
        return path;
    }

    /**
     * Whether the same chain gets the same answer for as long as its certificates are valid. Not with parameters of the
     * application, in which there may be anything. Revocation, whose answers have a life of their own, is asked about apart.
     */
    boolean repeatable() {
        return template.isEmpty();
    }

    private Date date() {
        Date wanted = template.isPresent() ? template.get().getDate() : null;
        return wanted == null ? Date.from(clock.instant()) : wanted;
    }

    private PKIXBuilderParameters parameters(List<X509Certificate> chain) throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.get(0));
        if (template.isPresent()) {
            PKIXBuilderParameters parameters =
                    (PKIXBuilderParameters) template.get().clone();
            parameters.setTargetCertConstraints(target);
            parameters.setTrustAnchors(someOf(anchors.authorities(parameters.getTrustAnchors())));
            return parameters;
        }
        Set<TrustAnchor> candidates =
                SystemProperties.fetchesMissingIssuers() ? anchors.authorities() : anchors.issuersOf(chain);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(someOf(candidates), target);
        // PathRevocation judges the path once it is there.
        parameters.setRevocationEnabled(false);
        parameters.setDate(date());
        parameters.setMaxPathLength(Math.max(5, chain.size()));
        return parameters;
    }

    private static Set<TrustAnchor> someOf(Set<TrustAnchor> candidates) throws InvalidAlgorithmParameterException {
        if (candidates.isEmpty()) {
            throw new InvalidAlgorithmParameterException("no trust anchor has issued any certificate of the chain");
        }
        return candidates;
    }

    /** RFC 6066 §8: responses that came with the handshake save asking the responder. */
    private static void staple(
            CertPathBuilder builder,
            PKIXBuilderParameters parameters,
            List<X509Certificate> chain,
            List<byte[]> stapled) {
        if (!parameters.isRevocationEnabled() || stapled.isEmpty()) {
            return;
        }
        List<PKIXCertPathChecker> checkers = new ArrayList<>(parameters.getCertPathCheckers());
        PKIXRevocationChecker revocation = null;
        for (PKIXCertPathChecker each : checkers) {
            if (each instanceof PKIXRevocationChecker found) {
                revocation = found;
            }
        }
        if (revocation == null) {
            revocation = (PKIXRevocationChecker) builder.getRevocationChecker();
            checkers.add(revocation);
        }
        Map<X509Certificate, byte[]> responses = new HashMap<>(revocation.getOcspResponses());
        for (int i = 0; i < Math.min(chain.size(), stapled.size()); i++) {
            if (stapled.get(i).length > 0) {
                responses.putIfAbsent(chain.get(i), stapled.get(i));
            }
        }
        revocation.setOcspResponses(responses);
        parameters.setCertPathCheckers(checkers);
    }

    private static Path path(PKIXCertPathBuilderResult result) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate each : result.getCertPath().getCertificates()) {
            certificates.add((X509Certificate) each);
        }
        return new Path(
                List.copyOf(certificates),
                Optional.ofNullable(result.getTrustAnchor().getTrustedCert()));
    }
}
