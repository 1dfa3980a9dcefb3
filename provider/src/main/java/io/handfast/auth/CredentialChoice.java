package io.handfast.auth;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;

import io.handfast.config.Credential;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.CodePoints;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which of our credentials answers this peer, and with which scheme (RFC 8446 §4.4.2.2, §4.4.2.3; RFC 5246 §7.4.2). */
public final class CredentialChoice {
    private CredentialChoice() {}

    /**
     * A server's credential in TLS 1.3, for the schemes that the client verifies.
     *
     * @param authorities the DER-encoded names that the client would like to find in the chain; empty for any
     */
    public static Optional<ChosenCredential> server13(
            TlsConfig config, CodePoints peerSchemes, List<byte[]> authorities) {
        List<SignatureScheme> schemes = common(config, peerSchemes, true);
        Optional<ChosenCredential> named =
                authorities.isEmpty() ? Optional.empty() : server(config, schemes, true, key -> true, authorities);
        // RFC 8446 §4.4.2.2: the names are a wish; with nothing that fulfils it the client may still take what there is
        return named.isPresent() ? named : server(config, schemes, true, key -> true, List.of());
    }

    /**
     * A server's credential in TLS 1.2 for signing, of a key type that the suite allows.
     *
     * @param keyTypes such as {@code RSA} and {@code RSASSA-PSS}, or {@code EC} and {@code EdDSA}
     * @param keys which keys of these types the client can do with
     */
    public static Optional<ChosenCredential> server12(
            TlsConfig config, CodePoints peerSchemes, Predicate<String> keyTypes, Predicate<PublicKey> keys) {
        List<SignatureScheme> schemes = ofTypes(common(config, peerSchemes, false), keyTypes);
        return server(config, schemes, false, keys, List.of());
    }

    /** A server's credential in TLS 1.1 and 1.0 for signing, of a key type that the suite allows. */
    public static Optional<ChosenCredential> serverBefore12(
            TlsConfig config, Predicate<String> keyTypes, Predicate<PublicKey> keys) {
        return server(config, before12(keyTypes), false, keys, List.of());
    }

    /** A server's RSA credential for key transport before TLS 1.3, which decrypts and does not sign. */
    public static Optional<Credential> serverKeyTransport(TlsConfig config) {
        return config.credentials()
                .serverCredential("RSA", List.of())
                .filter(credential -> credential.publicKey().getAlgorithm().equals("RSA"));
    }

    /**
     * A client's credential, for the schemes that the server verifies; empty if there is none that suits and the
     * connection may go on without.
     *
     * @param authorities the DER-encoded names that the server accepts; empty for any
     * @param keyTypes the key types that the version's rules allow
     */
    public static Optional<ChosenCredential> client(
            TlsConfig config,
            CodePoints peerSchemes,
            List<byte[]> authorities,
            boolean tls13,
            Predicate<String> keyTypes) {
        List<SignatureScheme> schemes = ofTypes(common(config, peerSchemes, tls13), keyTypes);
        return client(config, schemes, authorities, tls13, peerSchemes::toString);
    }

    /** A client's credential in TLS 1.1 and 1.0, where a server says which types of key it verifies. */
    public static Optional<ChosenCredential> clientBefore12(
            TlsConfig config, List<byte[]> authorities, Predicate<String> keyTypes) {
        return client(
                config, before12(keyTypes), authorities, false, () -> "the signatures of versions before TLS 1.2");
    }

    private static Optional<ChosenCredential> client(
            TlsConfig config,
            List<SignatureScheme> schemes,
            List<byte[]> authorities,
            boolean tls13,
            Supplier<String> peerVerifies) {
        Set<String> types = new LinkedHashSet<>();
        schemes.forEach(scheme -> types.add(scheme.keyAlgorithm()));
        Optional<ChosenCredential> chosen = types.isEmpty()
                ? Optional.empty()
                : config.credentials()
                        .clientCredential(List.copyOf(types), authorities)
                        .flatMap(credential -> fitting(credential, schemes, tls13));
        if (chosen.isEmpty() && config.options().abortWithoutCertificate()) {
            throw HANDSHAKE_FAILURE.because("the server asks for a client certificate and we have none that suits: it "
                    + "verifies " + peerVerifies.get() + ", of which we can sign with "
                    + schemes.stream().map(SignatureScheme::ianaName).toList() + ", and names " + authorities.size()
                    + " authorities");
        }
        return chosen;
    }

    private static Optional<ChosenCredential> server(
            TlsConfig config,
            List<SignatureScheme> schemes,
            boolean tls13,
            Predicate<PublicKey> keys,
            List<byte[]> authorities) {
        Map<String, Optional<Credential>> asked = new HashMap<>();
        for (SignatureScheme scheme : schemes) {
            Optional<Credential> answer = asked.get(scheme.keyAlgorithm());
            if (answer == null) {
                answer = config.credentials().serverCredential(scheme.keyAlgorithm(), authorities);
                asked.put(scheme.keyAlgorithm(), answer);
            }
            if (answer.isPresent()
                    && scheme.fits(answer.get().publicKey(), tls13)
                    && keys.test(answer.get().publicKey())) {
                return Optional.of(new ChosenCredential(answer.get(), scheme));
            }
        }
        return Optional.empty();
    }

    private static Optional<ChosenCredential> fitting(
            Credential credential, List<SignatureScheme> schemes, boolean tls13) {
        for (SignatureScheme scheme : schemes) {
            if (scheme.fits(credential.publicKey(), tls13)) {
                return Optional.of(new ChosenCredential(credential, scheme));
            }
        }
        return Optional.empty();
    }

    private static List<SignatureScheme> before12(Predicate<String> keyTypes) {
        return ofTypes(SignatureSchemes.before12(), keyTypes);
    }

    private static List<SignatureScheme> ofTypes(List<SignatureScheme> schemes, Predicate<String> keyTypes) {
        List<SignatureScheme> fitting = new ArrayList<>(schemes.size());
        for (SignatureScheme scheme : schemes) {
            if (keyTypes.test(scheme.keyAlgorithm())) {
                fitting.add(scheme);
            }
        }
        return fitting;
    }

    private static List<SignatureScheme> common(TlsConfig config, CodePoints peerSchemes, boolean tls13) {
        List<SignatureScheme> common = new ArrayList<>(config.signingSchemes().size());
        for (SignatureScheme scheme : config.signingSchemes()) {
            if (peerSchemes.contains(scheme.codePoint()) && (!tls13 || scheme.usableIn13())) {
                common.add(scheme);
            }
        }
        return common;
    }
}
