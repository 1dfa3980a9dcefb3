package io.handfast.jsse;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.Defaults;
import io.handfast.config.EphemeralKeySize;
import io.handfast.config.KeyLimits;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.StaplingOptions;
import io.handfast.config.StatusSource;
import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.revocation.Issuers;
import io.handfast.jsse.revocation.StapleFile;
import io.handfast.jsse.revocation.Stapler;
import io.handfast.session.Sessions;
import io.handfast.session.TicketKeys;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.trace.KeyLog;
import io.handfast.trace.KeyLogFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the properties said when a context was made: the defaults of its connections (JSSE Reference Guide, "Customizing
 * JSSE").
 *
 * <p>A list in a property replaces our own; what it names and we do not know is passed over, and a list of nothing but
 * such names counts as not given. What the constraints rule out is not among the defaults.
 */
record ContextDefaults(
        RoleDefaults client,
        RoleDefaults server,
        List<NamedGroup> groups,
        boolean groupsChosen,
        AlgorithmRules rules,
        EphemeralKeySize ephemeralKeySize,
        Jca.Source primitives,
        int maxHandshakeMessageSize,
        int maxCertificateChainLength,
        boolean middleboxCompatibility,
        boolean requireCloseNotify,
        int sessionCacheSize,
        boolean sealsTickets,
        int ticketCount,
        boolean asksForTickets,
        boolean legacyResumption,
        Duration ticketKeyPeriod,
        KeyLimits keyLimits,
        KeyLog keyLog,
        OldPeerOptions oldPeers,
        boolean asksForStatus,
        StaplingOptions stapling,
        Duration statusSkew,
        Settings settings) {

    /** The defaults that differ by role. */
    record RoleDefaults(
            List<ProtocolVersion> versions, List<CipherSuite> cipherSuites, List<SignatureScheme> signatureSchemes) {}

    /**
     * Reads the properties now.
     *
     * @param newestForClient the newest version that clients of this context enable unless asked otherwise
     * @param chosen what the program has set for the whole context
     */
    static ContextDefaults read(ProtocolVersion newestForClient, Settings chosen) {
        AlgorithmRules rules = AlgorithmRules.ofTls();
        List<ProtocolVersion> clientVersions = versions(SystemProperties.clientProtocols(), rules).stream()
                .filter(version -> version.compareTo(newestForClient) <= 0)
                .toList();
        List<NamedGroup> groups = chosen(SystemProperties.namedGroups(), Defaults.groups(), NamedGroups::byName);
        return new ContextDefaults(
                new RoleDefaults(
                        clientVersions,
                        suites(SystemProperties.clientCipherSuites(), rules),
                        schemes(SystemProperties.clientSignatureSchemes())),
                new RoleDefaults(
                        versions(SystemProperties.serverProtocols(), rules),
                        suites(SystemProperties.serverCipherSuites(), rules),
                        schemes(SystemProperties.serverSignatureSchemes())),
                groups,
                !groups.equals(Defaults.groups()),
                rules,
                SystemProperties.ephemeralKeySize(),
                SystemProperties.primitives(),
                SystemProperties.maxHandshakeMessageSize().orElse(Defaults.MAX_HANDSHAKE_MESSAGE_SIZE),
                SystemProperties.maxCertificateChainLength().orElse(Defaults.MAX_CERTIFICATE_CHAIN_LENGTH),
                SystemProperties.middleboxCompatibility(),
                SystemProperties.requireCloseNotify(),
                SystemProperties.sessionCacheSize().orElse(Sessions.DEFAULT_LIMIT),
                SystemProperties.serverSessionTickets(),
                SystemProperties.newSessionTicketCount().orElse(Sessions.DEFAULT_TICKET_COUNT),
                SystemProperties.clientSessionTickets(),
                SystemProperties.legacyResumption(),
                SystemProperties.ticketKeyPeriod().orElse(Sessions.DEFAULT_KEY_PERIOD),
                SystemProperties.keyLimits(),
                KeyLogs.ofProperty(),
                new OldPeerOptions(
                        SystemProperties.signalsFallback(),
                        SystemProperties.clientsRenegotiate(),
                        !SystemProperties.legacyHellos()),
                SystemProperties.clientAsksForStatus(),
                SystemProperties.stapling(),
                SystemProperties.revocation().clockSkew(),
                chosen.orElse(
                        SystemProperties.postQuantumRequired()
                                ? Settings.none().with(Setting.POST_QUANTUM_REQUIRED, true)
                                : Settings.none()));
    }

    /** What servers of one context staple. */
    StatusSource staples(Supplier<X509Certificate[]> knownIssuers) {
        Issuers issuers = new Issuers(knownIssuers);
        InstantSource clock = InstantSource.system();
        Optional<Path> file = settings.find(Setting.STAPLE_FILE);
        if (file.isPresent()) {
            return new StapleFile(file.get(), issuers, clock, statusSkew);
        }
        return settings.find(Setting.STAPLES).orElse(stapling.enabled())
                ? new Stapler(stapling, issuers, clock, statusSkew)
                : StatusSource.NONE;
    }

    /** Stores and ticket keys for one context. */
    Sessions sessions(SecureRandom random) {
        InstantSource clock = InstantSource.system();
        TicketKeys keys = settings.find(Setting.TICKET_KEYS)
                .map(shared -> new TicketKeys(random, shared))
                .orElseGet(() -> new TicketKeys(random, clock, ticketKeyPeriod, Sessions.DEFAULT_TIMEOUT));
        return Sessions.of(clock, sessionCacheSize, keys)
                .withTickets(sealsTickets, ticketCount, asksForTickets)
                .withLegacyResumption(legacyResumption);
    }

    RoleDefaults role(boolean clientRole) {
        return clientRole ? client : server;
    }

    private static List<CipherSuite> suites(List<String> names, AlgorithmRules rules) {
        return chosen(names, Defaults.cipherSuites(), CipherSuites::byName).stream()
                .filter(rules::permits)
                .toList();
    }

    private static List<SignatureScheme> schemes(List<String> names) {
        return chosen(names, Defaults.signatureSchemes(), SignatureSchemes::byName);
    }

    /** Newest first, whatever the order in the property. */
    private static List<ProtocolVersion> versions(List<String> names, AlgorithmRules rules) {
        List<ProtocolVersion> supported = ProtocolNames.supported();
        List<ProtocolVersion> chosen = chosen(
                names, Defaults.versions(), name -> ProtocolVersion.named(name).filter(supported::contains));
        return supported.stream()
                .filter(chosen::contains)
                .filter(rules::permits)
                .toList();
    }

    private static <T> List<T> chosen(List<String> names, List<T> otherwise, Function<String, Optional<T>> byName) {
        List<T> known =
                names.stream().map(byName).flatMap(Optional::stream).distinct().toList();
        return known.isEmpty() ? otherwise : known;
    }

    /** The key log files of this process, one per path, because each is written to by many contexts. */
    private static final class KeyLogs {
        private static final Map<Path, KeyLog> OPEN = new ConcurrentHashMap<>();

        static KeyLog ofProperty() {
            return SystemProperties.keyLogFile()
                    .map(Path::of)
                    .map(path -> OPEN.computeIfAbsent(path.toAbsolutePath(), KeyLogFile::new))
                    .orElse(KeyLog.NONE);
        }
    }
}
