package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.INSUFFICIENT_SECURITY;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.auth.ChosenCredential;
import io.handfast.auth.CredentialChoice;
import io.handfast.config.Credential;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.failure.NegotiationFailure;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.server.choice.GroupChoice;
import io.handfast.handshake.server.choice.HelloSummary;
import io.handfast.handshake.server.choice.SuiteChoice;
import io.handfast.iana.CertificateType;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.suite.Authentication;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The suite, and what its key exchange needs on the server: chosen together, because one limits the other (RFC 5246 §7.4.2, §7.4.3). */
sealed interface KeyExchangePlan {
    /** So many names of a client's list stand in a message. */
    int MOST_SHOWN = 40;

    CipherSuite12 suite();

    Credential credential();

    /** An ephemeral share that the credential signs. */
    record Ecdhe(CipherSuite12 suite, NamedGroup group, ChosenCredential chosen) implements KeyExchangePlan {
        @Override
        public Credential credential() {
            return chosen.credential();
        }
    }

    /** An ephemeral share of a finite field that the credential signs. */
    record Dhe(CipherSuite12 suite, NamedGroup group, ChosenCredential chosen) implements KeyExchangePlan {
        @Override
        public Credential credential() {
            return chosen.credential();
        }
    }

    /** The premaster secret comes encrypted under the credential's RSA key. */
    record KeyTransport(CipherSuite12 suite, Credential credential) implements KeyExchangePlan {}

    /** The first common suite that our credentials and the client's groups and schemes allow. */
    static KeyExchangePlan choose(TlsConfig config, ProtocolVersion version, ClientHello hello) {
        List<CipherSuite12> candidates = SuiteChoice.candidates12(config, version, hello);
        // Raw public keys came with TLS 1.2.
        List<CertificateType> types = version.before12()
                ? List.of(CertificateType.X509)
                : CertificateTypes.ofServer(config, hello.extensions());
        for (CertificateType type : types) {
            Optional<KeyExchangePlan> plan = choose(CertificateTypes.showing(config, type), version, hello, candidates);
            if (plan.isPresent()) {
                return plan.get();
            }
        }
        throw noneFits(config, hello, candidates);
    }

    private static Optional<KeyExchangePlan> choose(
            TlsConfig config, ProtocolVersion version, ClientHello hello, List<CipherSuite12> candidates) {
        Optional<CodePoints> supported =
                hello.extensions().find(SupportedGroups.class).map(SupportedGroups::groups);
        Optional<NamedGroup> curve = GroupChoice.choose12(config, supported);
        // RFC 5246 §7.4.1.4.1: silence means SHA-1, which no longer signs anything here.
        CodePoints schemes = schemes(hello);
        Predicate<PublicKey> certified = key -> GroupChoice.certifies12(key, supported);
        Function<Predicate<String>, Optional<ChosenCredential>> credentials = version.before12()
                ? keyTypes -> CredentialChoice.serverBefore12(config, keyTypes, certified)
                : keyTypes -> CredentialChoice.server12(config, schemes, keyTypes, certified);
        Map<Authentication, Optional<ChosenCredential>> signers = new EnumMap<>(Authentication.class);
        Function<CipherSuite12, Optional<ChosenCredential>> signer = suite -> signers.computeIfAbsent(
                suite.authentication(), authentication -> credentials.apply(keyTypes(authentication)::contains));
        for (CipherSuite12 suite : candidates) {
            Optional<? extends KeyExchangePlan> plan = switch (suite.keyExchange()) {
                case ECDHE ->
                    curve.flatMap(group -> signer.apply(suite).map(chosen -> new Ecdhe(suite, group, chosen)));
                case DHE ->
                    signer.apply(suite)
                            .flatMap(chosen -> GroupChoice.chooseFiniteField12(
                                            config,
                                            supported,
                                            chosen.credential().publicKey())
                                    .map(group -> new Dhe(suite, group, chosen)));
                case RSA ->
                    CredentialChoice.serverKeyTransport(config).map(credential -> new KeyTransport(suite, credential));
            };
            if (plan.isPresent()) {
                return Optional.of(plan.get());
            }
        }
        return Optional.empty();
    }

    private static TlsException noneFits(TlsConfig config, ClientHello hello, List<CipherSuite12> candidates) {
        String keys = candidates.stream()
                .flatMap(suite -> keyTypes(suite.authentication()).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        NegotiationFailure failure = new NegotiationFailure(
                "cipher suite that goes with a certificate of this server and a group in common",
                "client",
                hello.cipherSuites().named(HelloSummary::suite),
                config.cipherSuites().stream().map(CipherSuite::ianaName).toList(),
                "see that the key manager has a certificate with a key of type " + keys
                        + " that signs as the client wants "
                        + shown(schemes(hello).named(HelloSummary::scheme))
                        + ", and that a group of the client's "
                        + shown(groups(hello).named(HelloSummary::group))
                        + " is enabled (jdk.tls.namedGroups)");
        // RFC 7919 §4: no suite without a finite field fits, and of the client's finite fields none
        AlertDescription alert = candidates.stream().anyMatch(suite -> suite.keyExchange() == KeyExchange.DHE)
                        && GroupChoice.refusesFiniteFields12(config, Optional.of(groups(hello)))
                ? INSUFFICIENT_SECURITY
                : HANDSHAKE_FAILURE;
        return alert.because(failure.text(), failure);
    }

    private static CodePoints schemes(ClientHello hello) {
        return hello.extensions()
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::schemes)
                .orElse(CodePoints.none());
    }

    private static CodePoints groups(ClientHello hello) {
        return hello.extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::groups)
                .orElse(CodePoints.none());
    }

    private static List<String> shown(List<String> names) {
        return names.stream().limit(MOST_SHOWN).toList();
    }

    private static Set<String> keyTypes(Authentication authentication) {
        return switch (authentication) {
            case RSA -> Set.of("RSA", "RSASSA-PSS");
            // RFC 8422 §5.10: the ECDSA suites serve EdDSA keys too.
            case ECDSA -> Set.of("EC", "EdDSA");
        };
    }
}
