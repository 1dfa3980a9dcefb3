package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.RevocationPolicy;
import io.handfast.config.SystemProperties;
import io.handfast.jsse.revocation.RevocationCheck;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a peer's chain leads to a trust anchor, may be used so, and belongs to the host meant (RFC 8446 §4.4.2.4, RFC
 * 5280 §6, RFC 9525).
 */
final class PkixTrustManager extends RoleTrust {
    private final PathBuilding building;
    private final PathRevocation revocation;
    private final ChainVerdicts verdicts;
    private final DistrustedAuthorities distrusted;

    private PkixTrustManager(PathBuilding building) {
        this(building, DistrustedAuthorities.ofPlatform());
    }

    PkixTrustManager(PathBuilding building, DistrustedAuthorities distrusted) {
        this.building = building;
        this.distrusted = distrusted;
        this.revocation = new PathRevocation(
                new RevocationCheck(SystemProperties.revocation(), building.clock()), building.template());
        this.verdicts = new ChainVerdicts(building.clock(), SystemProperties.validationLifetime());
    }

    /** Trusts these anchors. */
    static PkixTrustManager of(TrustAnchors anchors) {
        return of(anchors, InstantSource.system());
    }

    /** Trusts these anchors, at the time that the clock shows. */
    static PkixTrustManager of(TrustAnchors anchors, InstantSource clock) {
        return new PkixTrustManager(new PathBuilding(anchors, Optional.empty(), clock));
    }

    /** Follows the application's own parameters. */
    static PkixTrustManager of(PKIXBuilderParameters parameters) {
        List<X509Certificate> anchors = new ArrayList<>();
        for (TrustAnchor each : parameters.getTrustAnchors()) {
            if (each.getTrustedCert() != null) {
                anchors.add(each.getTrustedCert());
            }
        }
        PKIXBuilderParameters own = (PKIXBuilderParameters) parameters.clone();
        return new PkixTrustManager(
                new PathBuilding(new TrustAnchors(anchors), Optional.of(own), InstantSource.system()));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return building.anchors().toArray();
    }

    @Override
    void check(
            X509Certificate @Nullable [] sent, @Nullable String authType, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        if (sent == null || sent.length == 0) {
            throw new IllegalArgumentException("the peer's chain is null or empty");
        }
        if (authType == null || authType.isEmpty()) {
            throw new IllegalArgumentException("the authentication type is null or empty");
        }
        List<X509Certificate> chain = List.of(sent);
        RevocationPolicy policy = revocation.policy(view);
        boolean due = revocation.isDue(policy, view);
        Optional<ChainVerdicts.Question> question =
                repeatable(view) ? verdicts.question(chain, role, authType) : Optional.empty();
        ChainVerdicts.Verdict verdict =
                question.isPresent() ? verdicts.verdict(question.get()).orElse(null) : null;
        if (verdict == null || due && verdict.path().isEmpty()) {
            verdict = verdicts.consent(chain.get(0), validate(chain, authType, role, view), due);
            if (question.isPresent()) {
                verdicts.keep(question.get(), verdict);
            }
        }
        if (view.isPresent()) {
            PeerIdentity.check(view.get(), chain.get(0), verdict.names(), role);
        }
        if (due && verdict.path().isPresent()) {
            revocation.check(policy, verdict.path().get(), chain, role, view);
        }
    }

    /**
     * Whether a verdict depends on nothing but the question: a connection's own constraints are code and may change their mind,
     * and its own schemes hold for itself.
     */
    private boolean repeatable(Optional<HandshakeView> view) {
        return building.repeatable()
                && (view.isEmpty()
                        || (view.get().constraints().isEmpty()
                                && view.get().acceptedInChains().isEmpty()));
    }

    private Path validate(List<X509Certificate> chain, String authType, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        AlgorithmRules rules = ChainAlgorithms.rulesOf(view);
        Path path = building.build(
                chain,
                new ChainAlgorithms(rules, role, false, view),
                view.isPresent() ? view.get().statusResponses() : List.of());
        checkPlatformRules(path, rules, role);
        // Who puts a leaf among the anchors has decided what it is good for; the JDK's trust manager sees it so, too.
        if (!path.anchor().equals(Optional.of(chain.get(0)))) {
            LeafUsage.check(chain.get(0), role, authType);
            if (role == PeerRole.SERVER) {
                distrusted.check(path, chain);
            }
        }
        return path;
    }

    /** Asks the rules again now that the anchor is known, for those that hold only under anchors of the platform. */
    private static void checkPlatformRules(Path path, AlgorithmRules rules, PeerRole role) throws CertificateException {
        ChainAlgorithms algorithms = new ChainAlgorithms(rules, role, true, Optional.empty());
        try {
            for (X509Certificate each : path.certificates()) {
                if (!path.anchor().equals(Optional.of(each))) {
                    algorithms.check(each);
                }
            }
        } catch (CertPathValidatorException e) {
            // Only now are the platform's anchors read, because next to no chain gets here.
            if (endsAtPlatformAnchor(path)) {
                throw new CertificateException(e.getMessage(), e);
            }
        }
    }

    private static boolean endsAtPlatformAnchor(Path path) throws CertificateException {
        try {
            return path.anchor().isPresent()
                    && DefaultStores.isPlatformAnchor(path.anchor().get());
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the platform's trust anchors cannot be read", e);
        }
    }
}
