package io.handfast.connection;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.iana.ProtocolVersion.TLS10;
import static io.handfast.iana.ProtocolVersion.TLS11;
import static io.handfast.iana.ProtocolVersion.TLS12;
import static io.handfast.iana.ProtocolVersion.TLS13;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.1 and 1.0 between our own client and our own server (RFC 4346, RFC 2246). */
class OlderVersionsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Map<KeyKind, Identity> IDENTITIES = new ConcurrentHashMap<>();
    private static final List<ProtocolVersion> ALL = List.of(TLS13, TLS12, TLS11, TLS10);

    static Stream<Arguments> suitesByVersion() {
        return Stream.of(TLS11, TLS10)
                .flatMap(version -> CipherSuites.all().stream()
                        .filter(suite -> suite.usableIn(version))
                        .map(suite -> arguments(version, suite)));
    }

    @ParameterizedTest
    @MethodSource("suitesByVersion")
    void everySuiteCarriesDataBothWays(ProtocolVersion version, CipherSuite12 suite) {
        Ports ports = ports(KeyKind.EC_P256, KeyKind.RSA);
        List<Integer> recordVersions = new ArrayList<>();
        TlsConfig client = ports.config()
                .versions(List.of(version))
                .cipherSuites(List.of(suite))
                .build();
        TlsConfig server = ports.config()
                .versions(ALL)
                .cipherSuites(CipherSuites.all())
                .clientAuthentication(ClientAuthentication.REQUIRED)
                .build();
        Pair pair = new Pair(client, server).handshake((fromClient, record, towards) -> {
            recordVersions.add((record[1] & 0xff) << 8 | record[2] & 0xff);
            towards.add(record);
        });
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        for (TlsConnection side : List.of(pair.client, pair.server)) {
            assertEquals(version, side.facts().version().orElseThrow());
            assertEquals(suite, side.facts().cipherSuite().orElseThrow());
            assertTrue(side.facts().extendedMasterSecret());
        }
        assertEquals(2, ports.verified().size(), "each side verified the other's chain");
        // The initial ClientHello says 1.0 in any case (RFC 5246 §E.1).
        assertEquals(0x0301, recordVersions.get(0));
        assertEquals(
                List.of(version.code()),
                recordVersions.stream().skip(1).distinct().toList());
        byte[] content = new byte[40_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }

    @Test
    void noSuiteWithSha2OrAnAeadIsAmongThem() {
        assertEquals(
                new TreeSet<>(List.of(
                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
                        "TLS_RSA_WITH_AES_128_CBC_SHA",
                        "TLS_RSA_WITH_AES_256_CBC_SHA",
                        "TLS_RSA_WITH_3DES_EDE_CBC_SHA")),
                new TreeSet<>(CipherSuites.all().stream()
                        .filter(suite -> suite.usableIn(TLS10))
                        .map(CipherSuite::ianaName)
                        .toList()));
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P384", "EC_P521", "RSA"})
    void everyKindOfKeySigns(KeyKind kind) {
        Ports ports = ports(kind);
        Pair pair = new Pair(
                        config(ports, TLS11),
                        new TlsConfigBuilder(config(ports, TLS11))
                                .clientAuthentication(ClientAuthentication.REQUIRED)
                                .build())
                .handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertEquals(identity(kind).chain(), pair.server.facts().peerCertificates());
    }

    @ParameterizedTest
    @EnumSource(names = {"RSASSA_PSS", "ED25519"})
    void keysThatSignWithNewerHashesOnlyAreNotChosen(KeyKind kind) {
        Ports ports = ports(kind);
        Pair pair = new Pair(config(ports, TLS10), config(ports, TLS10)).handshake();
        assertAlert(HANDSHAKE_FAILURE, pair.server);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS13 TLS12 TLS11 TLS10, TLS11 TLS10, TLS11",
        "TLS12 TLS10, TLS13 TLS12 TLS11 TLS10, TLS12",
        "TLS13 TLS10, TLS10, TLS10",
        "TLS13 TLS11, TLS11 TLS10, TLS11",
        "TLS10, TLS13 TLS12 TLS11 TLS10, TLS10",
        "TLS11 TLS10, TLS13 TLS12 TLS11 TLS10, TLS11"
    })
    @Spec({"RFC8446-4.2.1-3", "RFC8446-4.2.1-11", "RFC8446-4.2.1-12", "RFC8446-D.2-2"})
    void theNewestCommonVersionIsChosen(String client, String server, ProtocolVersion chosen) {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, versions(client)), config(ports, versions(server))).handshake();
        // A server that could do better says so in its random; a client that could not has no reason to complain.
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertEquals(chosen, pair.client.facts().version().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"TLS11, TLS13 TLS12", "TLS11 TLS10, TLS12", "TLS10, TLS13 TLS12 TLS11"})
    void withNothingInCommonBothSidesAreNamed(String client, String server) {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, versions(client)), config(ports, versions(server))).handshake();
        TlsException fault = assertAlert(PROTOCOL_VERSION, pair.server);
        assertTrue(
                fault.reason()
                        .contains(
                                "the client offers [at most " + versions(client).get(0) + "]"),
                fault::reason);
        assertTrue(fault.reason().contains(versions(server).toString()), fault::reason);
    }

    @Test
    void theDefaultsEnableNeither() {
        assertEquals(List.of(TLS13, TLS12), Defaults.versions());
    }

    /** Somebody on the way makes the client's offer older than it was; the server's random tells. */
    @ParameterizedTest
    @CsvSource({"TLS12 TLS11 TLS10, TLS12 TLS11 TLS10, 2", "TLS12 TLS11 TLS10, TLS13 TLS12 TLS11 TLS10, 1"})
    void aForgedOfferIsNoticed(String client, String server, int minor) {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, versions(client)), config(ports, versions(server)))
                .handshake((fromClient, record, towards) -> {
                    if (fromClient && record[0] == 22 && record[5] == 1) {
                        record[10] = (byte) minor;
                    }
                    towards.add(record);
                });
        TlsException fault = assertAlert(ILLEGAL_PARAMETER, pair.client);
        assertTrue(fault.reason().contains("tampered"), fault::reason);
    }

    @Test
    void anAlteredFinishedIsNoticedInEveryVersion() {
        for (ProtocolVersion version : List.of(TLS11, TLS10)) {
            Ports ports = ports(KeyKind.EC_P256);
            int[] handshakeRecords = {0};
            Pair pair = new Pair(config(ports, version), config(ports, version))
                    .handshake((fromClient, record, towards) -> {
                        byte[] passed = record.clone();
                        if (fromClient && record[0] == 22 && ++handshakeRecords[0] == 3) {
                            passed[passed.length - 1] ^= 1;
                        }
                        towards.add(passed);
                    });
            assertAlert(AlertDescription.BAD_RECORD_MAC, pair.server);
        }
    }

    @Test
    void applicationDataOfTls10IsSplit() {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, TLS10), config(ports, TLS10)).handshake();
        List<byte[]> records = Pair.records(Pair.seal(pair.client, new byte[1000]));
        assertEquals(2, records.size());
        assertEquals(1, pair.deliver(pair.server, records.get(0)).length);
        assertEquals(999, pair.deliver(pair.server, records.get(1)).length);
    }

    /** A server of TLS 1.1 whose ServerHello comes back as one of another version than was offered. */
    @ParameterizedTest
    @CsvSource({"0", "1", "3", "4"})
    void aVersionThatWasNotOfferedIsRefused(int minor) {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, TLS11), config(ports, TLS11)).handshake((fromClient, record, towards) -> {
            if (!fromClient && record[0] == 22 && record[5] == 2) {
                record[10] = (byte) minor;
            }
            towards.add(record);
        });
        TlsException fault = assertAlert(PROTOCOL_VERSION, pair.client);
        assertTrue(fault.reason().contains("enabled here are [TLSv1.1]"), fault::reason);
    }

    /** The same for a suite that TLS 1.1 does not know, but that was offered for TLS 1.2. */
    @Test
    void aSuiteOfAnotherVersionIsRefused() {
        Ports ports = ports(KeyKind.EC_P256);
        Pair pair = new Pair(config(ports, List.of(TLS12, TLS11)), config(ports, TLS11))
                .handshake((fromClient, record, towards) -> {
                    if (!fromClient && record[0] == 22 && record[5] == 2) {
                        // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, behind the random and the session id
                        int at = 44 + (record[43] & 0xff);
                        record[at] = (byte) 0xc0;
                        record[at + 1] = 0x2b;
                    }
                    towards.add(record);
                });
        TlsException fault = assertAlert(ILLEGAL_PARAMETER, pair.client);
        assertTrue(fault.reason().contains("TLSv1.1"), fault::reason);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS12, TLS13 TLS12, true",
        "TLS11, TLS12 TLS11, true",
        "TLS12, TLS12 TLS11, false",
        "TLS10, TLS10, false"
    })
    void aFallbackThatNeedsNotBeIsRefused(String client, String server, boolean refused) {
        Ports ports = ports(KeyKind.EC_P256);
        TlsConfig fallingBack = new TlsConfigBuilder(config(ports, versions(client)))
                .options(ConnectionOptions.DEFAULTS.withOldPeers(OldPeerOptions.NONE.withSignalsFallback(true)))
                .build();
        Pair pair = new Pair(fallingBack, config(ports, versions(server))).handshake();
        if (refused) {
            assertAlert(AlertDescription.INAPPROPRIATE_FALLBACK, pair.server);
        } else {
            assertNull(pair.client.failure());
            assertNull(pair.server.failure());
        }
    }

    /** A ClientHello of SSL 2.0, one of TLS 1.0 in that form, and one of SSL 3.0. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "802e 01 0002 0015 0000 0010 010080 020080 030080 040080 050080 060040 0700c0"
                        + "00112233445566778899aabbccddeeff",
                "802b 01 0301 0012 0000 0010 00c013 00c014 00002f 000035 00000a 010080"
                        + "00112233445566778899aabbccddeeff",
                "16 0300 002f 01 00002b 0300 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
                        + "00 0004 002f 0035 01 00"
            })
    @Spec({"RFC8446-D.5-4", "RFC8446-D.5-5"})
    void ssl2AndSsl3AreRefusedByName(String hello) {
        Ports ports = ports(KeyKind.RSA);
        TlsConnection server = TlsConnection.server(new TlsConfigBuilder(config(ports, ALL))
                .cipherSuites(CipherSuites.all())
                .build());
        server.begin();
        byte[] record = Bytes.hex(hello).toArray();
        new Pair(config(ports, ALL), config(ports, ALL)).deliver(server, record);
        assertAlert(PROTOCOL_VERSION, server);
        assertArrayEquals(new byte[] {21, 3, 3, 0, 2, 2, 70}, Pair.drainOne(server));
    }

    @Test
    @Spec("RFC8446-D.5-10")
    void aServerHelloOfSsl3IsRefused() {
        Ports ports = ports(KeyKind.RSA);
        TlsConnection client = TlsConnection.client(config(ports, ALL));
        client.begin();
        Pair.drainOne(client);
        byte[] record = Bytes.hex("16 0300 002a 02 000026 0300"
                        + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 00 002f 00")
                .toArray();
        new Pair(config(ports, ALL), config(ports, ALL)).deliver(client, record);
        TlsException fault = assertAlert(PROTOCOL_VERSION, client);
        assertTrue(fault.reason().contains("0x0300"), fault::reason);
    }

    private static List<ProtocolVersion> versions(String names) {
        return Arrays.stream(names.split(" ", -1)).map(ProtocolVersion::valueOf).toList();
    }

    private static TlsConfig config(Ports ports, ProtocolVersion version) {
        return config(ports, List.of(version));
    }

    private static TlsConfig config(Ports ports, List<ProtocolVersion> versions) {
        return ports.config().versions(versions).build();
    }

    private static TlsException assertAlert(AlertDescription alert, TlsConnection side) {
        TlsException fault = assertInstanceOf(TlsException.class, side.failure());
        assertEquals(alert, fault.alert(), fault::reason);
        return fault;
    }

    private static Ports ports(KeyKind... kinds) {
        return new Ports(
                CA.root(), Arrays.stream(kinds).map(OlderVersionsTest::identity).toArray(Identity[]::new));
    }

    private static Identity identity(KeyKind kind) {
        return IDENTITIES.computeIfAbsent(kind, CA::localhost);
    }
}
