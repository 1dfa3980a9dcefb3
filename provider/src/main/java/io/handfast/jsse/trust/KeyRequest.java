package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.AlgorithmUsage;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.x509.ReferenceName;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What a peer asks of our certificate, as far as the handshake has told (RFC 8446 §4.4.2.2, §4.4.2.3).
 *
 * @param keyTypes acceptable kinds of key, in order of preference
 * @param authorities the names one of which must have signed a certificate of the chain; empty for any
 * @param role the side we are on
 * @param host the name the client asked for
 * @param peerSignatureAlgorithms what the peer verifies, as platform names; empty when it has not said
 * @param commonSchemes the schemes of TLS 1.3 that we sign with and the peer verifies; nothing where that is not known
 * @param verifiable which signatures of certificates the peer verifies
 * @param tls13 whether TLS 1.3 was negotiated, where a curve has one hash
 * @param rules what the platform and the connection allow
 */
record KeyRequest(
        List<KeyType> keyTypes,
        Set<X500Principal> authorities,
        PeerRole role,
        Optional<ReferenceName> host,
        List<String> peerSignatureAlgorithms,
        Optional<List<SignatureScheme>> commonSchemes,
        Predicate<CertificateSignature> verifiable,
        boolean tls13,
        AlgorithmRules rules) {
    /** The kinds of key that a server of TLS 1.3 is asked for, whoever asks. */
    private static final Set<String> ASKED_FOR = Set.of("EC", "RSA", "RSASSA-PSS", "EdDSA");

    static KeyRequest of(
            String[] keyTypes, Principal @Nullable [] issuers, PeerRole role, Optional<HandshakeView> view) {
        List<KeyType> types = new ArrayList<>();
        for (String each : keyTypes) {
            types.add(KeyType.of(each));
        }
        Optional<String> host =
                role == PeerRole.SERVER && view.isPresent() ? view.get().requestedHost() : Optional.empty();
        return new KeyRequest(
                List.copyOf(types),
                authorities(issuers),
                role,
                host.isPresent() ? name(host.get()) : Optional.empty(),
                view.isPresent() ? view.get().peerSignatureAlgorithms() : List.of(),
                view.isPresent() ? view.get().commonSchemes() : Optional.empty(),
                view.isPresent() ? view.get().verifiableByPeer() : signature -> true,
                view.isPresent() && view.get().isTls13(),
                view.isPresent()
                        ? AlgorithmRules.ofTls().and(view.get().constraints().orElse(null))
                        : AlgorithmRules.ofTls());
    }

    private static Set<X500Principal> authorities(Principal @Nullable [] issuers) {
        Set<X500Principal> names = new HashSet<>();
        if (issuers != null) {
            for (Principal each : issuers) {
                names.add(each instanceof X500Principal name ? name : new X500Principal(each.getName()));
            }
        }
        return names;
    }

    /** A name that is no DNS name matches no certificate, and so has no say in the choice. */
    private static Optional<ReferenceName> name(String host) {
        try {
            return Optional.of(ReferenceName.parse(host));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** Whether the key could do at all; if not, it is never chosen. */
    boolean admits(StoredKey key) {
        return (authorities.isEmpty() || !Collections.disjoint(authorities, key.issuers()))
                && admitsByAnyAuthority(key);
    }

    /**
     * Whether another question of the same handshake is sure to find the key, or one of its kind that is no worse: whoever has issued
     * the certificates, as the last questions name no authorities.
     */
    boolean admitsElsewhere(StoredKey key) {
        return admitsByAnyAuthority(key)
                && (commonSchemes.isPresent() || ASKED_FOR.contains(key.leaf().keyType()));
    }

    private boolean admitsByAnyAuthority(StoredKey key) {
        return rules.permits(key.certificate().getPublicKey(), AlgorithmUsage.HANDSHAKE_SIGNATURE) && peerVerifies(key);
    }

    /** Whether the key can make a signature that the peer accepts, with a scheme that we sign with if these are known. */
    private boolean peerVerifies(StoredKey key) {
        if (commonSchemes.isPresent()) {
            PublicKey publicKey = key.credential().publicKey();
            return commonSchemes.get().stream().anyMatch(scheme -> scheme.fits(publicKey, true));
        }
        if (peerSignatureAlgorithms.isEmpty()) {
            return true;
        }
        for (String algorithm : peerSignatureAlgorithms) {
            if (makes(key, algorithm)) {
                return true;
            }
        }
        return false;
    }

    private boolean makes(StoredKey key, String algorithm) {
        return switch (key.leaf().keyType()) {
            case "EC" -> algorithm.endsWith("withECDSA") && fitsCurve(key, algorithm);
            // RFC 8446 §4.2.3: TLS 1.3 signs with PSS even under plain RSA keys; TLS 1.2 may do either.
            case "RSA" -> algorithm.startsWith("RSASSA-PSS") || (!tls13 && algorithm.endsWith("withRSA"));
            case "RSASSA-PSS" -> algorithm.startsWith("RSASSA-PSS");
            case "EdDSA" ->
                algorithm.equals("EdDSA")
                        || key.leaf().curve().filter(algorithm::equals).isPresent();
            default -> true;
        };
    }

    private boolean fitsCurve(StoredKey key, String algorithm) {
        if (!tls13) {
            return true;
        }
        // RFC 8446 §4.2.3: in TLS 1.3 each ECDSA scheme has one curve and one hash.
        return switch (key.leaf().curve().orElse("")) {
            case "secp256r1" -> algorithm.startsWith("SHA256");
            case "secp384r1" -> algorithm.startsWith("SHA384");
            case "secp521r1" -> algorithm.startsWith("SHA512");
            default -> false;
        };
    }
}
