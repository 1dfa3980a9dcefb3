package io.handfast.jsse;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.ApplicationProtocolSelector;
import io.handfast.config.ConfigChoice;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.EarlyDataOptions;
import io.handfast.config.FiniteFieldPolicy;
import io.handfast.config.RevocationPolicy;
import io.handfast.config.ServerNameFilter;
import io.handfast.config.StatusOptions;
import io.handfast.config.StatusSource;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Jca;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.trace.TraceSink;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What an initialised SSLContext gives to each of its connections; immutable but for its caches (JSSE, SSLContext).
 */
final class TlsContext {
    private final X509KeyManager keyManager;
    private final X509ExtendedTrustManager trustManager;
    private final SecureRandom random;
    private final ContextDefaults defaults;
    private final ConnectionSettings wishes;
    private final Supplier<TraceSink> trace;
    private final StatusSource staples;
    private final Sessions sessions;
    private final SessionContext clientSessions;
    private final SessionContext serverSessions;
    /** Of the providers that the last connection saw. */
    private volatile Answers answers;

    TlsContext(
            X509KeyManager keyManager,
            X509ExtendedTrustManager trustManager,
            SecureRandom random,
            ContextDefaults defaults,
            Optional<SSLParameters> parameters,
            Supplier<TraceSink> trace) {
        this.keyManager = keyManager;
        this.trustManager = trustManager;
        this.random = random;
        this.defaults = defaults;
        this.wishes = new ConnectionSettings(defaults);
        if (parameters.isPresent()) {
            ParametersMapping.apply(parameters.get(), wishes);
        }
        wishes.ofContext();
        this.trace = trace;
        this.answers = new Answers(Jca.of(defaults.primitives()));
        this.staples = defaults.staples(trustManager::getAcceptedIssuers);
        this.sessions = defaults.sessions(random);
        this.clientSessions = new SessionContext(sessions.client(), lifetime -> {});
        this.serverSessions = new SessionContext(
                sessions.server(), lifetime -> sessions.tickets().keys().lifetime(lifetime));
    }

    ContextDefaults defaults() {
        return defaults;
    }

    /** The wishes that a connection begins with. */
    ConnectionSettings settings() {
        return wishes.copy();
    }

    SessionContext sessions(boolean client) {
        return client ? clientSessions : serverSessions;
    }

    /**
     * The snapshot that one connection works from.
     *
     * @param settings what the program asked for
     * @param caller the engine or socket, for the managers
     * @param peerHost the host that a client wants to reach, if it said
     * @param reachedHost the host or address that sessions are remembered under
     * @param peerPort its port, or a negative number
     * @param selector the program's own choice of an application protocol, if it makes one
     * @throws io.handfast.alert.TlsException {@code handshake_failure} if nothing is left to negotiate with
     */
    TlsConfig config(
            ConnectionSettings settings,
            Caller caller,
            @Nullable String peerHost,
            @Nullable String reachedHost,
            int peerPort,
            Optional<ApplicationProtocolSelector> selector) {
        Jca jca = Jca.of(defaults.primitives());
        TlsConfig common = Wishes.sayAll(settings)
                ? answers(jca).configs.answer(Wishes.of(settings, jca), wishes -> common(settings, jca))
                : common(settings, jca);
        TlsConfigBuilder own = new TlsConfigBuilder(common)
                .peerVerifier(new TrustPort(trustManager, caller))
                .credentials(new KeyPort(keyManager, caller))
                .trace(trace.get());
        if (selector.isPresent()) {
            own.applicationProtocolSelector(selector);
        }
        if (settings.clientMode()) {
            own.serverName(HostNames.requestedHost(settings, peerHost));
            if (peerPort >= 0 && reachedHost != null) {
                own.sessions(common.sessions().toPeer(new PeerKey(HostNames.ascii(reachedHost), peerPort)));
            }
        }
        if (!settings.matchers.isEmpty()) {
            own.serverNameFilter(filter(settings.matchers));
        }
        ConnectionOptions options = common.options();
        if (settings.clientMode() && !settings.earlyData.isEmpty()) {
            options = options.withEarlyData(EarlyDataOptions.NONE.withContent(settings.earlyData));
        }
        if (settings.chosen.has(Setting.CLIENT_HELLO)) {
            options = options.withConfigChoice(configChoice(settings, caller, selector));
        }
        return own.options(options).build();
    }

    private Answers answers(Jca jca) {
        Answers ofNow = answers.of(jca);
        if (ofNow != answers) {
            answers = ofNow;
        }
        return ofNow;
    }

    /** What all connections with the same settings share; its verifier and its credentials are nobody's. */
    private TlsConfig common(ConnectionSettings settings, Jca jca) {
        AlgorithmRules rules = defaults.rules().and(settings.constraints);
        Selection selection = select(settings, jca, rules);
        ConnectionOptions options = SettingsMapping.options(settings.chosen, settings.clientMode());
        return new TlsConfigBuilder(random, Nobody.NOBODY, Nobody.NOBODY)
                .jca(jca)
                .versions(selection.versions())
                .cipherSuites(selection.cipherSuites())
                .groups(selection.groups())
                .keyShareGroups(selection.keyShareGroups())
                .signatureSchemes(selection.signatureSchemes())
                .signingSchemes(selection.signingSchemes())
                .applicationProtocols(settings.applicationProtocols)
                .clientAuthentication(settings.clientAuthentication())
                .preferLocalCipherSuites(settings.preferLocalCipherSuites)
                .middleboxCompatibility(defaults.middleboxCompatibility())
                .maxHandshakeMessageSize(defaults.maxHandshakeMessageSize())
                .maxRecordContent(recordContent(settings.maximumPacketSize))
                .maxCertificateChainLength(defaults.role(settings.clientMode()).maxCertificateChainLength())
                .sessions(sessions(settings))
                .options(options.withRawPublicKeys(options.rawPublicKeys().withRules(rules))
                        .withOldPeers(defaults.oldPeers())
                        .withStatus(new StatusOptions(defaults.asksForStatus(), staples))
                        .withFiniteFields(new FiniteFieldPolicy(rules, defaults.ephemeralKeySize())))
                .keyLimits(defaults.keyLimits())
                .keyLog(defaults.keyLog())
                .build();
    }

    private ConfigChoice configChoice(
            ConnectionSettings settings, Caller caller, Optional<ApplicationProtocolSelector> selector) {
        return settings.chosen
                .find(Setting.CLIENT_HELLO)
                .<ConfigChoice>map(callback -> new HelloPort(callback, this, settings.copy(), caller, selector))
                .orElse(ConfigChoice.NONE);
    }

    /**
     * What a record may carry so that it fits a packet of this size, in bytes, whatever the suite; 0 is for no limit.
     * Header and protection take at most 261 bytes (RFC 8446 §5.2).
     */
    private static int recordContent(int packetSize) {
        int content = packetSize == 0 ? Defaults.MAX_RECORD_CONTENT : packetSize - 261;
        return Math.max(Defaults.MIN_RECORD_CONTENT, Math.min(content, Defaults.MAX_RECORD_CONTENT));
    }

    private Sessions sessions(ConnectionSettings settings) {
        return SettingsMapping.sessions(settings.chosen, sessions)
                .forConnection(Optional.empty(), judgedBy(settings), settings.sessionCreation())
                // What a chain was judged by under constraints of the user's own need not hold for another connection.
                .withRemembering(sessions.remembers()
                        && settings.constraints == null
                        // What a session knows of its peer is a chain; one known by its key alone is asked for it each
                        // time.
                        && settings.chosen.find(Setting.RAW_PUBLIC_KEYS).isEmpty());
    }

    /** What a verdict on a peer depends on; a session whose peer was judged otherwise is not taken up. */
    private static String judgedBy(ConnectionSettings settings) {
        String identification = Objects.requireNonNullElse(settings.endpointIdentification(), "");
        Optional<List<String>> schemes = settings.chosen.find(Setting.CERTIFICATE_SIGNATURE_SCHEMES);
        Optional<List<String>> proofs = settings.chosen.find(Setting.SIGNATURE_SCHEMES);
        Optional<RevocationPolicy> revocation = settings.chosen.find(Setting.REVOCATION);
        return identification.toUpperCase(Locale.ROOT)
                + (schemes.isPresent() ? "; " + known(schemes.get(), SignatureSchemes::byName) : "")
                + (proofs.isPresent() ? "; proofs " + sorted(proofs.get()) : "")
                + (revocation.isPresent() ? "; revocation " + revocation.get() : "");
    }

    /** Which schemes these are, whatever their order; a peer proves itself with one of them. */
    private static List<String> sorted(List<String> schemes) {
        return known(schemes, SignatureSchemes::byName).stream()
                .map(SignatureScheme::ianaName)
                .distinct()
                .sorted()
                .toList();
    }

    private Selection select(ConnectionSettings settings, Jca jca, AlgorithmRules rules) {
        Settings chosen = settings.chosen;
        List<SignatureScheme> schemes = schemes(
                chosen.find(Setting.SIGNATURE_SCHEMES),
                defaults.role(settings.clientMode()).signatureSchemes());
        Selection.Wishes wishes = new Selection.Wishes(
                jca,
                rules,
                settings.versions(),
                settings.cipherSuites(),
                groups(chosen.find(Setting.NAMED_GROUPS)).orElse(defaults.groups()),
                groups(chosen.find(Setting.KEY_SHARE_GROUPS)),
                chosen.find(Setting.POST_QUANTUM_REQUIRED).orElse(false),
                schemes,
                schemes(chosen.find(Setting.SIGNING_SCHEMES), schemes));
        // Constraints of the user are code, and may answer differently every time.
        if (settings.constraints != null) {
            return Selection.of(wishes);
        }
        return answers(jca).selections.answer(wishes, Selection::of);
    }

    private static ServerNameFilter filter(List<SNIMatcher> matchers) {
        List<SNIMatcher> ofHosts = matchers.stream()
                .filter(matcher -> matcher.getType() == HostNames.SNI_HOST_NAME)
                .toList();
        if (ofHosts.isEmpty()) {
            return ServerNameFilter.ANY;
        }
        return name -> HostNames.sni(name).stream()
                .anyMatch(sni -> ofHosts.stream().anyMatch(matcher -> matcher.matches(sni)));
    }

    private static List<SignatureScheme> schemes(Optional<List<String>> names, List<SignatureScheme> otherwise) {
        return names.isPresent() ? known(names.get(), SignatureSchemes::byName) : otherwise;
    }

    private static Optional<List<NamedGroup>> groups(Optional<List<String>> names) {
        return names.isPresent() ? Optional.of(known(names.get(), NamedGroups::byName)) : Optional.empty();
    }

    private static <T> List<T> known(List<String> names, Function<String, Optional<T>> byName) {
        List<T> known = new ArrayList<>(names.size());
        for (String name : names) {
            Optional<T> found = byName.apply(name);
            if (found.isPresent()) {
                known.add(found.get());
            }
        }
        return List.copyOf(known);
    }
}
