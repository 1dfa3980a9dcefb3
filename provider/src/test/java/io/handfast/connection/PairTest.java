package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.OpenedRecord;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Client and server in memory, over every choice they can make. */
class PairTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Map<KeyKind, Identity> IDENTITIES = new EnumMap<>(KeyKind.class);
    private static final byte[] CONTENT = new byte[50_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    private static Identity identity(KeyKind kind) {
        return IDENTITIES.computeIfAbsent(kind, CA::localhost);
    }

    /** Certificates × suites that may authenticate with them × groups, thinned so that every value is met. */
    static Stream<Arguments> choices() {
        List<Arguments> all = new ArrayList<>();
        List<KeyKind> kinds = List.of(
                KeyKind.EC_P256,
                KeyKind.RSA,
                KeyKind.RSASSA_PSS,
                KeyKind.EC_P384,
                KeyKind.EC_P521,
                KeyKind.ED25519,
                KeyKind.ED448);
        List<NamedGroup> groups = NamedGroups.all();
        int count = 0;
        for (KeyKind kind : kinds) {
            for (CipherSuite suite : CipherSuites.all()) {
                boolean rsaSuite = suite.ianaName().contains("RSA_WITH");
                boolean ecdsaSuite = suite.ianaName().contains("ECDSA");
                boolean transport = suite.ianaName().startsWith("TLS_RSA");
                boolean rsaKey = kind == KeyKind.RSA || kind == KeyKind.RSASSA_PSS;
                // DHE agrees on groups of its own, and has tests of its own.
                if (suite.ianaName().startsWith("TLS_DHE")
                        || rsaSuite && !rsaKey
                        || ecdsaSuite && rsaKey
                        || transport && kind != KeyKind.RSA) {
                    continue;
                }
                NamedGroup group = groups.get(count++ % groups.size());
                boolean tls13 = !rsaSuite && !ecdsaSuite;
                if (tls13 || group.usableIn12()) {
                    all.add(Arguments.of(suite.ianaName(), kind, group.ianaName()));
                }
            }
        }
        groups.forEach(group -> all.add(Arguments.of("TLS_AES_256_GCM_SHA384", KeyKind.EC_P256, group.ianaName())));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("choices")
    @Spec({
        "RFC8446-2-1",
        "RFC8446-4.1.3-1",
        "RFC8446-4.1.3-9",
        "RFC8446-4.2-3",
        "RFC8446-4.2.1-13",
        "RFC8446-4.2.1-14",
        "RFC8446-4.2.3-2",
        "RFC8446-4.2.8-15",
        "RFC8446-9.1-1"
    })
    void agreeAndTransfer(String suiteName, KeyKind kind, String groupName) {
        CipherSuite suite = CipherSuites.byName(suiteName).orElseThrow();
        NamedGroup group = NamedGroups.byName(groupName).orElseThrow();
        Ports ports = new Ports(CA.root(), identity(kind));
        TlsConfig server = ports.config()
                .cipherSuites(CipherSuites.all())
                .groups(List.of(group))
                .clientAuthentication(ClientAuthentication.REQUIRED)
                .build();
        TlsConfig client = ports.config()
                .cipherSuites(List.of(suite))
                .groups(with(group, kind))
                .keyShareGroups(List.of(group))
                .versions(List.of(suiteName.contains("_WITH_") ? ProtocolVersion.TLS12 : ProtocolVersion.TLS13))
                .build();
        Pair pair = established(client, server);
        HandshakeFacts facts = pair.client.facts();
        assertEquals(suite, facts.cipherSuite().orElseThrow());
        assertEquals(identity(kind).chain(), facts.peerCertificates());
        assertEquals(identity(kind).chain(), pair.server.facts().peerCertificates());
        assertEquals(2, ports.verified().size(), "each side verified the other's chain");
        // In DHE the server names a prime, not a group, and without DHE there is none.
        if (suiteName.contains("ECDHE") || !suiteName.contains("_WITH_")) {
            assertEquals(group, facts.group().orElseThrow());
        }
        assertArrayEquals(CONTENT, pair.transfer(pair.client, pair.server, CONTENT));
        assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
    }

    /** A group, and the curve of a certificate, which a client of TLS 1.2 lists as well (RFC 8422 §5.3). */
    private static List<NamedGroup> with(NamedGroup group, KeyKind kind) {
        String curve = kind.name().replace("EC_P", "secp") + "r1";
        return Stream.concat(Stream.of(group), NamedGroups.byName(curve).stream())
                .distinct()
                .toList();
    }

    private static Pair established(TlsConfig client, TlsConfig server) {
        Pair pair = new Pair(client, server).handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        return pair;
    }

    private static Pair established(ProtocolVersion version, UnaryOperator<TlsConfigBuilder> change) {
        Ports ports = new Ports(CA.root(), identity(KeyKind.EC_P256));
        return established(
                change.apply(ports.config().versions(List.of(version))).build(),
                change.apply(ports.config().versions(all())).build());
    }

    /** Newest first, as a configuration has them. */
    private static List<ProtocolVersion> all() {
        return Stream.of(ProtocolVersion.values())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    @Test
    void aSecondHelloWhereTheServerWantsAnotherGroup() {
        Ports ports = new Ports(CA.root(), identity(KeyKind.EC_P256));
        NamedGroup wanted = NamedGroups.byName("secp384r1").orElseThrow();
        Pair pair = established(
                ports.config().build(), ports.config().groups(List.of(wanted)).build());
        assertTrue(pair.client.facts().helloRetryRequest());
        assertEquals(wanted, pair.server.facts().group().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void applicationProtocol(ProtocolVersion version) {
        Pair pair = established(version, config -> config.applicationProtocols(List.of("h2", "http/1.1")));
        assertEquals("h2", pair.client.facts().applicationProtocol().orElseThrow());
        assertEquals("h2", pair.server.facts().applicationProtocol().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void aMissingClientCertificateIsRefused(ProtocolVersion version) {
        Ports server = new Ports(CA.root(), identity(KeyKind.EC_P256));
        Ports client = new Ports(CA.root());
        Pair pair = new Pair(
                        client.config().versions(List.of(version)).build(),
                        server.config()
                                .versions(all())
                                .clientAuthentication(ClientAuthentication.REQUIRED)
                                .build())
                .handshake();
        TlsException fault = assertInstanceOf(TlsException.class, pair.server.failure());
        AlertDescription expected =
                version.is13() ? AlertDescription.CERTIFICATE_REQUIRED : AlertDescription.HANDSHAKE_FAILURE;
        assertEquals(expected, fault.alert());
        PeerAlertException heard = assertInstanceOf(PeerAlertException.class, pair.client.failure());
        assertEquals(expected.code(), heard.code());
    }

    @ParameterizedTest
    @EnumSource
    @Spec("RFC8446-6.1-5")
    void goodbyes(ProtocolVersion version) {
        Pair pair = established(version, config -> config);
        pair.client.closeOutbound();
        pair.client.closeOutbound();
        byte[] goodbye = Pair.drainOne(pair.client);
        assertFalse(pair.client.hasOutput(), "one goodbye is enough");
        assertFalse(pair.server.closedCleanly());
        pair.deliver(pair.server, goodbye);
        assertTrue(pair.server.closedCleanly() && pair.server.inboundClosed());
        if (version.is13()) {
            assertFalse(pair.server.outboundClosed());
            assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
            pair.server.closeOutbound();
        }
        pair.deliver(pair.client, Pair.drainOne(pair.server));
        assertTrue(pair.client.closedCleanly());
        assertThrows(IllegalStateException.class, () -> Pair.seal(pair.client, CONTENT));
    }

    @Test
    @Spec({"RFC8446-4.6.3-6", "RFC8446-4.6.3-7"})
    void keysMoveForwardInBothDirections() {
        Pair pair = established(ProtocolVersion.TLS13, config -> config);
        for (int i = 0; i < 5; i++) {
            pair.client.updateKeys(true);
            assertArrayEquals(CONTENT, pair.transfer(pair.client, pair.server, CONTENT));
            assertTrue(pair.server.hasOutput(), "the server must answer the request");
            assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
            pair.server.updateKeys(false);
            assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
            assertFalse(pair.client.hasOutput());
        }
    }

    @Test
    void aFloodOfKeyUpdatesIsRefused() {
        Pair pair = established(ProtocolVersion.TLS13, config -> config);
        for (int i = 0; i < 100 && pair.server.failure() == null; i++) {
            pair.client.updateKeys(false);
            pair.deliver(pair.server, Pair.drainOne(pair.client));
        }
        TlsException fault = assertInstanceOf(TlsException.class, pair.server.failure());
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, fault.alert());
    }

    @Test
    @Spec("RFC8446-2-2")
    void applicationDataBeforeTheEndOfTheHandshakeIsRefused() {
        Ports ports = new Ports(CA.root(), identity(KeyKind.EC_P256));
        TlsConnection server = TlsConnection.server(ports.config().build());
        server.begin();
        byte[] record = {23, 3, 3, 0, 1, 42};
        TlsException fault =
                assertThrows(TlsException.class, () -> server.receive(record, 0, record.length, new OpenedRecord()));
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, fault.alert());
        assertEquals(7, server.outputLength(), "one plain alert");
    }

    @Test
    void closingInTheMiddleOfAHandshakeEndsBothDirections() {
        Ports ports = new Ports(CA.root(), identity(KeyKind.EC_P256));
        TlsConnection client = TlsConnection.client(ports.config().build());
        client.begin();
        client.closeOutbound();
        assertTrue(client.outboundClosed() && client.inboundClosed());
        byte[] anything = {22, 3, 3, 0, 1, 0};
        assertEquals(Reception.CLOSED, client.receive(anything, 0, anything.length, new OpenedRecord()));
        client.closeInbound();
        assertNull(client.failure());
    }

    @Test
    void whileATaskRunsEverythingAnswersAtOnce() {
        Ports ports = new Ports(CA.root(), identity(KeyKind.EC_P256));
        Pair pair = new Pair(ports.config().build(), ports.config().build());
        pair.client.begin();
        pair.server.begin();
        byte[] hello = Pair.drainOne(pair.client);
        pair.server.receive(hello, 0, hello.length, new OpenedRecord());
        Runnable task = Objects.requireNonNull(pair.server.task());
        assertTrue(pair.server.busy());
        assertNull(pair.server.task(), "one step is never handed out twice");
        assertThrows(
                IllegalStateException.class, () -> pair.server.receive(hello, 0, hello.length, new OpenedRecord()));
        assertFalse(pair.server.hasOutput());
        pair.server.closeOutbound();
        task.run();
        assertFalse(pair.server.busy());
        assertTrue(pair.server.inboundClosed() && pair.server.outboundClosed());
        byte[] canceled = {21, 3, 3, 0, 2, 1, 90};
        assertArrayEquals(canceled, Pair.drainOne(pair.server));
        byte[] goodbye = {21, 3, 3, 0, 2, 1, 0};
        assertArrayEquals(goodbye, Pair.drainOne(pair.server));
        assertFalse(pair.server.hasOutput(), "nothing but the goodbye");
    }
}
