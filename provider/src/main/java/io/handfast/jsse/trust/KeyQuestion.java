package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmRules;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the choice of a key depends on, besides the keys: what asks the same gets the same answer (RFC 8446 §4.4.2.2,
 * §4.4.2.3).
 *
 * @param keyTypes as the key manager is asked for them
 * @param host the name the client asked for; empty for none, and on a client
 * @param inHandshakes the schemes that the peer verifies in handshakes
 * @param inCertificates the schemes that the peer verifies in certificates
 * @param signedWith the schemes that we sign with
 * @param rules the platform's rules; they are the same object as long as the properties say the same
 * @param day counted from the epoch, because rules with {@code denyAfter} change at midnight
 * @param period which certificates are valid now; see {@link KeyIndex#period}
 */
record KeyQuestion(
        List<String> keyTypes,
        PeerRole role,
        String host,
        CodePoints inHandshakes,
        CodePoints inCertificates,
        List<SignatureScheme> signedWith,
        boolean tls13,
        AlgorithmRules rules,
        long day,
        int period) {
    /** More than there are schemes; who names more is not worth the memory. */
    private static final int MOST_SCHEMES = 64;

    /**
     * The question that stands for this choice now; null if the answer may depend on more than it can say: on constraints of the
     * user's, which are code, on names of authorities, of which there may be many, or on a session of somebody else.
     */
    static @Nullable KeyQuestion of(
            String[] keyTypes,
            Principal @Nullable [] issuers,
            PeerRole role,
            Optional<HandshakeView> view,
            KeyIndex index,
            Instant now) {
        if (issuers != null && issuers.length > 0
                || view.isEmpty()
                || view.get().constraints().isPresent()
                || !(view.get().session() instanceof CertificateSchemes schemes)
                || schemes.verifiedInHandshakes().size() > MOST_SCHEMES
                || schemes.verifiedInCertificates().size() > MOST_SCHEMES) {
            return null;
        }
        return new KeyQuestion(
                List.of(keyTypes),
                role,
                role == PeerRole.SERVER ? view.get().requestedHost().orElse("") : "",
                schemes.verifiedInHandshakes(),
                schemes.verifiedInCertificates(),
                schemes.signedWith(),
                view.get().isTls13(),
                AlgorithmRules.ofTls(),
                Math.floorDiv(now.getEpochSecond(), Duration.ofDays(1).toSeconds()),
                index.period(now));
    }

    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
    // field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyQuestion that
                && tls13 == that.tls13
                && day == that.day
                && period == that.period
                && role == that.role
                && rules.equals(that.rules)
                && host.equals(that.host)
                && keyTypes.equals(that.keyTypes)
                && inHandshakes.equals(that.inHandshakes)
                && inCertificates.equals(that.inCertificates)
                && signedWith.equals(that.signedWith);
    }

    /** Of what usually differs; that is cheaper than of everything. */
    @Override
    public int hashCode() {
        int hash = (keyTypes.hashCode() * 31 + host.hashCode()) * 31 + inHandshakes.hashCode();
        return hash * 2 + (tls13 ? 1 : 0);
    }
}
