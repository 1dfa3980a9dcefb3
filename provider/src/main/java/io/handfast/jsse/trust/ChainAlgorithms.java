package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmQuestion;
import io.handfast.config.AlgorithmRules;
import io.handfast.config.AlgorithmUsage;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.failure.CertificateFailure;
import io.handfast.failure.Printable;
import io.handfast.x509.CertificateFacts;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses certificates whose key or signature the algorithm rules forbid (RFC 8446 §4.4.2.4; {@code java.security}).
 *
 * <p>Works as a checker while a path is built, so that another path may be found, and by itself on a finished one. Trust anchors
 * are not shown to it: they are trusted because they are there.
 */
final class ChainAlgorithms extends PKIXCertPathChecker {
    private static final Set<String> BROKEN_DIGESTS = Set.of("MD2", "MD4", "MD5");

    private final AlgorithmRules rules;
    private final AlgorithmUsage role;
    private final boolean platformAnchor;
    private final Optional<List<SignatureScheme>> accepted;

    /**
     * @param platformAnchor whether the chain is known to end at an anchor that came with the platform
     * @param view tells which schemes the program accepts in chains
     */
    ChainAlgorithms(AlgorithmRules rules, PeerRole role, boolean platformAnchor, Optional<HandshakeView> view) {
        this.rules = rules;
        this.role = role.usage();
        this.platformAnchor = platformAnchor;
        this.accepted = view.isPresent() ? view.get().acceptedInChains() : Optional.empty();
    }

    /** The rules of the platform, and those of the connection if there is one. */
    static AlgorithmRules rulesOf(Optional<HandshakeView> view) {
        AlgorithmRules platform = AlgorithmRules.ofTls().and(AlgorithmRules.ofCertPath());
        return view.isPresent() ? platform.and(view.get().constraints().orElse(null)) : platform;
    }

    void check(X509Certificate certificate) throws CertPathValidatorException {
        CertificateFacts facts;
        try {
            facts = CertificateFacts.of(certificate);
        } catch (CertificateException e) {
            throw new CertPathValidatorException(e.getMessage(), e);
        }
        checkSignature(certificate, facts);
        checkKey(certificate, facts);
    }

    /**
     * Whether what was signed in an authority's name may be believed: by the algorithm, and by the key of its delegate.
     *
     * @param signatureNames the names of the algorithm
     */
    void checkSigner(Set<String> signatureNames, Optional<X509Certificate> delegate) throws CertPathValidatorException {
        AlgorithmQuestion question = AlgorithmQuestion.about(signatureNames)
                .usedFor(Set.of(role, AlgorithmUsage.CERTIFICATE_SIGNATURE))
                .platformAnchor(platformAnchor);
        Optional<String> objection = rules.objection(question);
        if (objection.isPresent()) {
            throw new CertPathValidatorException(
                    "its signature algorithm is disabled by '" + objection.get() + "'",
                    null,
                    null,
                    -1,
                    BasicReason.ALGORITHM_CONSTRAINED);
        }
        if (delegate.isPresent()) {
            check(delegate.get());
        }
    }

    private void checkSignature(X509Certificate certificate, CertificateFacts facts) throws CertPathValidatorException {
        for (String name : facts.signatureNames()) {
            // RFC 8446 §4.4.2.4: a certificate that would have to be validated with MD5 is always refused.
            if (BROKEN_DIGESTS.contains(name.toUpperCase(Locale.ROOT))) {
                throw refused(certificate, "it is signed with " + certificate.getSigAlgName());
            }
        }
        CertificateSignature signature = new CertificateSignature(certificate.getSigAlgName(), facts.signatureNames());
        if (accepted.isPresent() && !signature.isOneOf(accepted.get())) {
            throw refused(
                    certificate,
                    "it is signed with " + certificate.getSigAlgName() + ", and of certificates the program accepts "
                            + accepted.get().stream()
                                    .map(SignatureScheme::ianaName)
                                    .toList() + " only");
        }
        AlgorithmQuestion question = AlgorithmQuestion.about(facts.signatureNames())
                .usedFor(Set.of(role, AlgorithmUsage.CERTIFICATE_SIGNATURE))
                .platformAnchor(platformAnchor);
        Optional<String> objection = rules.objection(question);
        if (objection.isPresent()) {
            throw refused(
                    certificate,
                    "its signature algorithm " + certificate.getSigAlgName() + " is disabled by '" + objection.get()
                            + "'");
        }
        if (!rules.userPermitsSignature(certificate.getSigAlgName(), null)) {
            throw refused(
                    certificate,
                    "the connection's constraints forbid its signature algorithm " + certificate.getSigAlgName());
        }
    }

    private void checkKey(X509Certificate certificate, CertificateFacts facts) throws CertPathValidatorException {
        AlgorithmQuestion question =
                AlgorithmQuestion.about(facts.keyNames()).usedFor(Set.of(role)).platformAnchor(platformAnchor);
        if (facts.keySize().isPresent()) {
            question = question.keySize(facts.keySize().getAsInt());
        }
        Optional<String> objection = rules.objection(question);
        if (objection.isPresent()) {
            throw refused(certificate, "its " + facts.keyType() + " key is disabled by '" + objection.get() + "'");
        }
        if (!rules.userPermitsKey(certificate.getPublicKey())) {
            throw refused(certificate, "the connection's constraints forbid its " + facts.keyType() + " key");
        }
    }

    private static CertPathValidatorException refused(X509Certificate certificate, String reason) {
        String summary = "the certificate of '" + Printable.of(certificate.getSubjectX500Principal()) + "' is refused: "
                + reason;
        return new CertPathValidatorException(
                summary,
                CertificateFailure.of(CertificateFailure.Check.ALGORITHM, summary)
                        .certificate(certificate, List.of())
                        .found(reason)
                        .exception(),
                null,
                -1,
                BasicReason.ALGORITHM_CONSTRAINED);
    }

    @Override
    public void init(boolean forward) {
        // Certificates are looked at one by one, in either direction.
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return true;
    }

    @Override
    public @Nullable Set<String> getSupportedExtensions() {
        return null;
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
            throws CertPathValidatorException {
        if (certificate instanceof X509Certificate x509) {
            check(x509);
        }
    }
}
