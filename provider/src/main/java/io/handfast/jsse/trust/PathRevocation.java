package io.handfast.jsse.trust;

import io.handfast.config.RevocationPolicy;
import io.handfast.jsse.revocation.RevocationCheck;
import io.handfast.jsse.revocation.RevocationCheck.Subject;
import io.handfast.wire.Bytes;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which revocation policy holds for a connection, and its application to a path (RFC 5280 §6.3).
 *
 * <p>Parameters of the application that switch revocation on are followed by the platform's checker while the path is built; then
 * this class adds no questions of its own unless a policy was chosen by name.
 *
 * @param template the application's own parameters, if it gave any
 */
record PathRevocation(RevocationCheck check, Optional<PKIXBuilderParameters> template) {
    /** The policy of this connection. */
    RevocationPolicy policy(Optional<HandshakeView> view) {
        if (view.isPresent() && view.get().revocation().isPresent()) {
            return view.get().revocation().get();
        }
        if (check.options().policy().isPresent()) {
            return check.options().policy().get();
        }
        return template.isPresent() ? besides(template.get()) : check.options().defaultPolicy();
    }

    private static RevocationPolicy besides(PKIXBuilderParameters parameters) {
        return parameters.isRevocationEnabled() ? RevocationPolicy.STAPLED : RevocationPolicy.OFF;
    }

    /** Whether there is anything to judge, so that the path must be known. */
    boolean isDue(RevocationPolicy policy, Optional<HandshakeView> view) {
        return switch (policy) {
            case OFF -> false;
            case STAPLED -> askedForStatus(view);
            case SOFT, HARD -> true;
        };
    }

    private static boolean askedForStatus(Optional<HandshakeView> view) {
        return view.isPresent() && view.get().askedForStatus();
    }

    /** @param sent the chain as the peer sent it, which is the order of the staples */
    void check(
            RevocationPolicy policy, Path path, List<X509Certificate> sent, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        Subject subject =
                new Subject(sent, path.certificates(), path.anchor(), staples(sent, view), askedForStatus(view));
        // Most connections bring no answer, so the rules are put together for one that is to be believed.
        check.check(
                policy,
                subject,
                (signatureNames, delegate) -> new ChainAlgorithms(
                                ChainAlgorithms.rulesOf(view), role, false, Optional.empty())
                        .checkSigner(signatureNames, delegate));
    }

    private static Map<X509Certificate, Bytes> staples(List<X509Certificate> sent, Optional<HandshakeView> view) {
        List<byte[]> responses = view.isPresent() ? view.get().statusResponses() : List.of();
        if (responses.isEmpty()) {
            return Map.of();
        }
        Map<X509Certificate, Bytes> staples = new HashMap<>();
        for (int i = 0; i < Math.min(sent.size(), responses.size()); i++) {
            if (responses.get(i).length > 0) {
                staples.putIfAbsent(sent.get(i), Bytes.copyOf(responses.get(i)));
            }
        }
        return staples;
    }
}
