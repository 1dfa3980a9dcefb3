package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ExternalPsk;
import io.handfast.config.PreSharedKeySource;
import io.handfast.config.TlsConfig;
import io.handfast.iana.ProtocolVersion;
import io.handfast.trace.TraceSink;
import io.handfast.wire.Bytes;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections with the same settings share what follows from them, and nothing else (RFC 8446 §9). */
class CommonConfigTest {
    private final TlsContext context = new TlsContext(
            new NoKeys(),
            new NoTrust(),
            new SecureRandom(),
            ContextDefaults.read(ProtocolVersion.TLS13, Settings.none()),
            Optional.empty(),
            () -> TraceSink.NONE);

    private TlsConfig config(boolean client, Consumer<ConnectionSettings> change) {
        ConnectionSettings settings = context.settings();
        settings.clientMode(client);
        change.accept(settings);
        EngineCaller caller = new EngineCaller(new Engine(context, null, -1));
        return context.config(settings, caller, "host.example", "host.example", 443, Optional.empty());
    }

    @Test
    void whatFollowsFromTheSameSettingsIsMadeOnce() {
        TlsConfig first = config(true, settings -> {});
        TlsConfig second = config(true, settings -> {});
        assertSame(first.options(), second.options());
        assertSame(first.cipherSuites(), second.cipherSuites());
        assertNotSame(first.peerVerifier(), second.peerVerifier());
        assertNotSame(first.credentials(), second.credentials());
        assertEquals(443, second.sessions().peer().orElseThrow().port());
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                difference("versions", s -> s.versions(List.of(ProtocolVersion.TLS12)), TlsConfig::versions),
                difference(
                        "suites",
                        s -> s.cipherSuites(SuiteNames.parse(new String[] {"TLS_AES_256_GCM_SHA384"})),
                        TlsConfig::cipherSuites),
                difference(
                        "client authentication",
                        s -> s.clientAuthentication(true, ClientAuthentication.WANTED),
                        TlsConfig::clientAuthentication),
                difference(
                        "new sessions",
                        s -> s.sessionCreation(false),
                        config -> config.sessions().creationEnabled()),
                difference(
                        "identification",
                        s -> s.endpointIdentification("HTTPS", true),
                        config -> config.sessions().identification()),
                difference(
                        "application protocols",
                        s -> s.applicationProtocols = List.of("h2"),
                        TlsConfig::applicationProtocols),
                difference(
                        "order of suites", s -> s.preferLocalCipherSuites = false, TlsConfig::preferLocalCipherSuites),
                difference("packet size", s -> s.maximumPacketSize = 2000, TlsConfig::maxRecordContent),
                difference("groups", s -> choose(s, Setting.NAMED_GROUPS, List.of("secp384r1")), TlsConfig::groups),
                difference(
                        "schemes",
                        s -> choose(s, Setting.SIGNATURE_SCHEMES, List.of("ed448")),
                        config -> config.signatureSchemes()),
                difference(
                        "a choice of ours",
                        s -> choose(s, Setting.GREASE, true),
                        config -> config.options().grease()),
                difference(
                        "tickets",
                        s -> choose(s, Setting.TICKET_COUNT, 7),
                        config -> config.sessions().ticketCount()),
                difference(
                        "keys of the program's",
                        CommonConfigTest::withKeys,
                        config -> config.options().preSharedKeys()),
                difference(
                        "early data",
                        s -> s.earlyData = Bytes.copyOf(new byte[] {1}),
                        config -> config.options().earlyData()),
                difference(
                        "names accepted",
                        s -> s.matchers = List.of(SNIHostName.createSNIMatcher(".*")),
                        TlsConfig::serverNameFilter),
                difference(
                        "name asked for",
                        s -> s.serverNames = List.of(new SNIHostName("other.example")),
                        TlsConfig::serverName));
    }

    private static void withKeys(ConnectionSettings settings) {
        choose(settings, Setting.PRE_SHARED_KEYS, new NoPreSharedKeys());
    }

    private static <T> void choose(ConnectionSettings settings, Setting<T> setting, T value) {
        settings.chosen = settings.chosen.with(setting, value);
    }

    private static Arguments difference(
            String name, Consumer<ConnectionSettings> change, Function<TlsConfig, Object> consequence) {
        return Arguments.of(name, change, consequence);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void aDifferenceCountsForItsConnectionAlone(
            String name, Consumer<ConnectionSettings> change, Function<TlsConfig, Object> consequence) {
        Object before = consequence.apply(config(true, settings -> {}));
        assertNotEquals(before, consequence.apply(config(true, change)));
        assertEquals(before, consequence.apply(config(true, settings -> {})));
    }

    /** A server's choices differ from a client's though both were asked for in the same words. */
    @Test
    void theRoleCounts() {
        Consumer<ConnectionSettings> takesEarlyData = settings -> choose(settings, Setting.MAX_EARLY_DATA_SIZE, 1000L);
        assertEquals(0, config(true, takesEarlyData).options().earlyData().maxEarlyDataSize());
        TlsConfig server = config(false, takesEarlyData);
        assertEquals(1000, server.options().earlyData().maxEarlyDataSize());
        assertTrue(server.serverName().isEmpty());
        assertTrue(server.sessions().peer().isEmpty());
    }

    @Test
    void aNewProviderCounts() {
        TlsConfig before = config(true, settings -> {});
        Security.insertProviderAt(new Another(), 1);
        try {
            assertNotSame(before.jca(), config(true, settings -> {}).jca());
        } finally {
            Security.removeProvider("Another");
        }
    }

    @Test
    void constraintsAreAskedEachTime() {
        Suspicious constraints = new Suspicious();
        Consumer<ConnectionSettings> constrained = settings -> settings.constraints = constraints;
        assertTrue(config(true, constrained).cipherSuites().size() > 1);
        constraints.permitsSuites = false;
        assertThrows(TlsException.class, () -> config(true, constrained));
        assertTrue(config(true, settings -> {}).cipherSuites().size() > 1);
    }

    /** What belongs to one connection must not live as long as the context, and is worked out for it alone. */
    @Test
    void keysAndCallbacksOfTheProgramAreNotHeld() {
        Consumer<ConnectionSettings> calledBack = settings -> choose(
                settings, Setting.CLIENT_HELLO, hello -> new HelloCallback.Answer(Optional.empty(), Optional.empty()));
        for (Consumer<ConnectionSettings> own : List.of(calledBack, CommonConfigTest::withKeys)) {
            assertNotSame(config(false, own).options(), config(false, own).options());
            ConnectionSettings settings = context.settings();
            own.accept(settings);
            assertFalse(Wishes.sayAll(settings));
        }
    }

    /** What the verifier and the credentials are before a connection brings its own: they help nobody. */
    @Test
    void nobodyIsTrustedWithoutAConnection() {
        assertThrows(CertificateException.class, () -> Nobody.NOBODY.verifyServer(List.of(), "UNKNOWN"));
        assertThrows(CertificateException.class, () -> Nobody.NOBODY.verifyClient(List.of(), "RSA"));
        assertTrue(Nobody.NOBODY.acceptedAuthorities().isEmpty());
        assertTrue(Nobody.NOBODY.serverCredential("RSA", List.of()).isEmpty());
        assertTrue(Nobody.NOBODY.clientCredential(List.of("RSA"), List.of()).isEmpty());
    }

    /** A list of names that changes in the caller's hands is read again. */
    @Test
    void namesAreReadAsTheyStand() {
        String[] names = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};
        assertSame(SuiteNames.parse(names), SuiteNames.parse(names.clone()));
        names[0] = "TLS_CHACHA20_POLY1305_SHA256";
        assertArrayEquals(names, SuiteNames.names(SuiteNames.parse(names)));
        String[] protocols = {"TLSv1.3"};
        assertEquals(List.of(ProtocolVersion.TLS13), ProtocolNames.parse(protocols));
        protocols[0] = "TLSv1.2";
        assertEquals(List.of(ProtocolVersion.TLS12), ProtocolNames.parse(protocols));
        protocols[0] = "TLSv9";
        assertThrows(IllegalArgumentException.class, () -> ProtocolNames.parse(protocols));
        assertThrows(IllegalArgumentException.class, () -> ProtocolNames.parse(protocols));
    }

    private static final class NoPreSharedKeys implements PreSharedKeySource {
        @Override
        public List<ExternalPsk> offered(Optional<String> serverName) {
            return List.of();
        }

        @Override
        public Optional<ExternalPsk> find(Bytes identity) {
            return Optional.empty();
        }
    }

    /** Constraints that may change their mind about cipher suites. */
    private static final class Suspicious implements AlgorithmConstraints {
        private boolean permitsSuites = true;

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return permitsSuites || !algorithm.startsWith("TLS_");
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return true;
        }
    }

    /** A provider of nothing. */
    private static final class Another extends Provider {
        private static final long serialVersionUID = 1;

        Another() {
            super("Another", "1", "offers nothing");
        }
    }
}
