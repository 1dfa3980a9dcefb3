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
import io.handfast.session.SharedTicketKeys;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            List<ProtocolVersion> versions,
            List<CipherSuite> cipherSuites,
            List<SignatureScheme> signatureSchemes,
            int maxCertificateChainLength) {}

    /**
     * Reads the properties now.
     *
     * @param newestForClient the newest version that clients of this context enable unless asked otherwise
     * @param chosen what the program has set for the whole context
     */
    static ContextDefaults read(ProtocolVersion newestForClient, Settings chosen) {
        AlgorithmRules rules = AlgorithmRules.ofTls();
        List<NamedGroup> groups = groups(SystemProperties.namedGroups());
        return new ContextDefaults(
                new RoleDefaults(
                        upTo(newestForClient, versions(SystemProperties.clientProtocols(), rules)),
                        suites(SystemProperties.clientCipherSuites(), rules),
                        schemes(SystemProperties.clientSignatureSchemes()),
                        SystemProperties.clientMaxCertificateChainLength()
                                .orElse(Defaults.MAX_CERTIFICATE_CHAIN_LENGTH)),
                new RoleDefaults(
                        versions(SystemProperties.serverProtocols(), rules),
                        suites(SystemProperties.serverCipherSuites(), rules),
                        schemes(SystemProperties.serverSignatureSchemes()),
                        SystemProperties.serverMaxCertificateChainLength()
                                .orElse(Defaults.MAX_CERTIFICATE_CHAIN_LENGTH)),
                groups,
                !groups.equals(Defaults.groups()),
                rules,
                SystemProperties.ephemeralKeySize(),
                SystemProperties.primitives(),
                SystemProperties.maxHandshakeMessageSize().orElse(Defaults.MAX_HANDSHAKE_MESSAGE_SIZE),
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
        Optional<SharedTicketKeys> shared = settings.find(Setting.TICKET_KEYS);
        TicketKeys keys = shared.isPresent()
                ? new TicketKeys(random, shared.get())
                : new TicketKeys(random, clock, ticketKeyPeriod, Sessions.DEFAULT_TIMEOUT);
        return Sessions.of(clock, sessionCacheSize, keys)
                .withTickets(sealsTickets, ticketCount, asksForTickets)
                .withLegacyResumption(legacyResumption);
    }

    RoleDefaults role(boolean clientRole) {
        return clientRole ? client : server;
    }

    private static List<CipherSuite> suites(List<String> names, AlgorithmRules rules) {
        return rules.permitted(
                names.isEmpty()
                        ? Defaults.cipherSuites()
                        : chosen(names, Defaults.cipherSuites(), CipherSuites::byName));
    }

    private static List<NamedGroup> groups(List<String> names) {
        return names.isEmpty() ? Defaults.groups() : chosen(names, Defaults.groups(), NamedGroups::byName);
    }

    private static List<SignatureScheme> schemes(List<String> names) {
        return names.isEmpty()
                ? Defaults.signatureSchemes()
                : chosen(names, Defaults.signatureSchemes(), SignatureSchemes::byName);
    }

    /** Newest first, whatever the order in the property. */
    private static List<ProtocolVersion> versions(List<String> names, AlgorithmRules rules) {
        List<ProtocolVersion> supported = ProtocolNames.supported();
        List<ProtocolVersion> chosen = names.isEmpty()
                ? Defaults.versions()
                : chosen(
                        names,
                        Defaults.versions(),
                        name -> ProtocolVersion.named(name).filter(supported::contains));
        List<ProtocolVersion> versions = new ArrayList<>();
        for (ProtocolVersion version : supported) {
            if (chosen.contains(version) && rules.permits(version)) {
                versions.add(version);
            }
        }
        return List.copyOf(versions);
    }

    private static List<ProtocolVersion> upTo(ProtocolVersion newest, List<ProtocolVersion> versions) {
        List<ProtocolVersion> older = new ArrayList<>();
        for (ProtocolVersion version : versions) {
            if (version.compareTo(newest) <= 0) {
                older.add(version);
            }
        }
        return List.copyOf(older);
    }

    private static <T> List<T> chosen(List<String> names, List<T> otherwise, Function<String, Optional<T>> byName) {
        Set<T> known = new LinkedHashSet<>();
        for (String name : names) {
            Optional<T> found = byName.apply(name);
            if (found.isPresent()) {
                known.add(found.get());
            }
        }
        return known.isEmpty() ? otherwise : List.copyOf(known);
    }

    /** The key log files of this process, one per path, because each is written to by many contexts. */
    private static final class KeyLogs {
        private static final Map<Path, KeyLog> OPEN = new ConcurrentHashMap<>();

        static KeyLog ofProperty() {
            Optional<String> file = SystemProperties.keyLogFile();
            return file.isPresent()
                    ? OPEN.computeIfAbsent(Path.of(file.get()).toAbsolutePath(), KeyLogFile::new)
                    : KeyLog.NONE;
        }
    }
}
