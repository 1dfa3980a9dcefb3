package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.ServerName;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.RecordingEffects;
import io.handfast.testing.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHelloTest {
    private static final Set<Integer> ONLY_12 = Set.of(
            ExtensionType.EXTENDED_MASTER_SECRET, ExtensionType.RENEGOTIATION_INFO, ExtensionType.EC_POINT_FORMATS);
    private static final Set<Integer> ONLY_13 = Set.of(ExtensionType.SUPPORTED_VERSIONS, ExtensionType.KEY_SHARE);

    @Test
    @Spec({
        "RFC8446-4.1.2-1",
        "RFC8446-4.1.2-6",
        "RFC8446-4.1.2-8",
        "RFC8446-4.1.2-9",
        "RFC8446-4.1.2-14",
        "RFC8446-4.2.1-1",
        "RFC8446-4.2.1-2",
        "RFC8446-9.2-1",
        "RFC8446-9.2-2",
        "RFC8446-9.2-3",
        "RFC8446-D.5-6"
    })
    void offersBothVersions() {
        ClientHello hello = helloOf(ClientFixture.config().build());
        assertEquals(0x0303, hello.legacyVersion());
        assertEquals(32, hello.random().length());
        assertEquals(32, hello.sessionId().length());
        assertEquals(ClientHello.NULL_COMPRESSION, hello.compressionMethods());
        assertTrue(types(hello).containsAll(ONLY_12));
        assertTrue(types(hello).containsAll(ONLY_13));
        assertEquals(
                CodePoints.of(0x0304, 0x0303),
                hello.extensions()
                        .find(SupportedVersions.Offered.class)
                        .orElseThrow()
                        .versions());
        assertTrue(hello.cipherSuites().contains(0x1301));
        assertTrue(hello.cipherSuites().contains(0xC02B));
        assertEquals(
                RenegotiationInfo.EMPTY,
                hello.extensions().find(RenegotiationInfo.class).orElseThrow());
        assertEquals(
                EcPointFormats.UNCOMPRESSED_ONLY,
                hello.extensions().find(EcPointFormats.class).orElseThrow());
    }

    @Test
    void offersOnly13() {
        ClientHello hello = helloOf(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS13)).build());
        assertTrue(types(hello).containsAll(ONLY_13));
        assertTrue(types(hello).stream().noneMatch(ONLY_12::contains));
        assertTrue(hello.cipherSuites().stream().allMatch(suite -> suite >>> 8 == 0x13));
        assertEquals(
                CodePoints.of(0x0304),
                hello.extensions()
                        .find(SupportedVersions.Offered.class)
                        .orElseThrow()
                        .versions());
    }

    @Test
    @Spec("RFC8446-D.5-9")
    void offersOnly12() {
        ClientHello hello = helloOf(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS12)).build());
        assertTrue(types(hello).containsAll(ONLY_12));
        assertTrue(types(hello).stream().noneMatch(ONLY_13::contains));
        assertTrue(hello.cipherSuites().stream().noneMatch(suite -> suite >>> 8 == 0x13));
        assertTrue(hello.sessionId().isEmpty(), "no compatibility mode without TLS 1.3");
        CodePoints groups =
                hello.extensions().find(SupportedGroups.class).orElseThrow().groups();
        assertTrue(groups.contains(29));
        assertFalse(groups.contains(0x0100), "a finite field is no group for ECDHE");
    }

    @Test
    void offersNoCurvesForKeyTransportAlone() {
        ClientHello hello = helloOf(ClientFixture.config()
                .versions(List.of(ProtocolVersion.TLS12))
                .cipherSuites(List.of(ClientFixture.suite("TLS_RSA_WITH_AES_128_GCM_SHA256")))
                .build());
        assertFalse(hello.extensions().has(ExtensionType.SUPPORTED_GROUPS));
        assertFalse(hello.extensions().has(ExtensionType.EC_POINT_FORMATS));
    }

    @Test
    void offersNoVersionWithoutASuiteForIt() {
        ClientHello hello = helloOf(ClientFixture.config()
                .cipherSuites(List.of(ClientFixture.suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")))
                .build());
        assertFalse(hello.extensions().has(ExtensionType.SUPPORTED_VERSIONS));
    }

    @Test
    void refusesToOfferNothing() {
        TlsConfig config = ClientFixture.config().cipherSuites(List.of()).build();
        ClientFixture.assertAlert(
                AlertDescription.HANDSHAKE_FAILURE,
                "nothing to offer",
                () -> ClientHandshake.start(config, new RecordingEffects()));
    }

    @ParameterizedTest
    @CsvSource({"TLS12 TLS11, true, true", "TLS10, true, true", "TLS13 TLS12, true, false", "TLS12, false, false"})
    void saysThatItFallsBack(String versions, boolean asked, boolean said) {
        CodePoints suites = helloOf(ClientFixture.config()
                        .versions(Stream.of(versions.split(" ", -1))
                                .map(ProtocolVersion::valueOf)
                                .toList())
                        .options(
                                ConnectionOptions.DEFAULTS.withOldPeers(OldPeerOptions.NONE.withSignalsFallback(asked)))
                        .build())
                .cipherSuites();
        assertEquals(said, suites.contains(0x5600));
        if (said) {
            // RFC 7507 §4: behind all suites
            assertEquals(0x5600, suites.stream().reduce((before, last) -> last).orElseThrow());
        }
    }

    @Test
    void offersNoSchemesForOlderVersionsAlone() {
        ClientHello hello = helloOf(ClientFixture.config()
                .versions(List.of(ProtocolVersion.TLS11, ProtocolVersion.TLS10))
                .build());
        assertEquals(0x0302, hello.legacyVersion());
        assertFalse(hello.extensions().has(ExtensionType.SIGNATURE_ALGORITHMS));
        assertTrue(types(hello).containsAll(ONLY_12));
        assertTrue(hello.cipherSuites().stream()
                .allMatch(suite -> CipherSuites.byCodePoint(suite).orElseThrow().usableIn(ProtocolVersion.TLS10)));
    }

    @Test
    @Spec("RFC8446-4.1.2-11")
    void leavesOutTheSessionIdWithoutCompatibilityMode() {
        assertTrue(helloOf(ClientFixture.config().middleboxCompatibility(false).build())
                .sessionId()
                .isEmpty());
    }

    @Test
    @Spec({"RFC8446-4.2.8-3", "RFC8446-4.2.8-4", "RFC8446-4.2.8-8"})
    void sendsOneShareForEachGroupAskedFor() {
        ClientHello hello = helloOf(ClientFixture.config()
                .keyShareGroups(List.of(ClientFixture.group("secp256r1"), ClientFixture.group("x25519")))
                .build());
        KeyShare.Offered shares =
                hello.extensions().find(KeyShare.Offered.class).orElseThrow();
        assertEquals(CodePoints.of(23, 29), shares.groups());
        assertEquals(65, shares.forGroup(23).orElseThrow().keyExchange().length());
        assertEquals(32, shares.forGroup(29).orElseThrow().keyExchange().length());
    }

    @Test
    @Spec("RFC8446-4.2.8-9")
    void sendsNoShareForAGroupThatIsNotOffered() {
        ClientHello hello = helloOf(ClientFixture.config()
                .groups(List.of(ClientFixture.group("secp256r1")))
                .keyShareGroups(List.of(ClientFixture.group("x25519")))
                .build());
        assertTrue(hello.extensions()
                .find(KeyShare.Offered.class)
                .orElseThrow()
                .shares()
                .isEmpty());
    }

    @Test
    @Spec("RFC8446-9.2-13")
    void namesServerAndProtocols() {
        ExtensionBlock extensions = helloOf(ClientFixture.config()
                        .serverName(Optional.of("example.org"))
                        .applicationProtocols(List.of("h2", "http/1.1"))
                        .build())
                .extensions();
        assertEquals(
                "example.org",
                extensions.find(ServerName.Offered.class).orElseThrow().hostName());
        assertEquals(
                List.of("h2", "http/1.1"),
                extensions
                        .find(ApplicationLayerProtocolNegotiation.class)
                        .orElseThrow()
                        .protocols());
    }

    @Test
    void sendsNoAddressAsServerName() {
        assertFalse(helloOf(ClientFixture.config()
                        .serverName(Optional.of("127.0.0.1"))
                        .build())
                .extensions()
                .has(ExtensionType.SERVER_NAME));
    }

    @Test
    @Spec({"RFC8446-4.1.2-9", "RFC8446-4.2.8-7"})
    void isFreshEachTime() {
        TlsConfig config = ClientFixture.config().build();
        ClientHello first = helloOf(config);
        ClientHello second = helloOf(config);
        assertNotEquals(first.random(), second.random());
        assertNotEquals(first.sessionId(), second.sessionId());
        assertNotEquals(
                first.extensions().find(KeyShare.Offered.class),
                second.extensions().find(KeyShare.Offered.class));
    }

    private static ClientHello helloOf(TlsConfig config) {
        RecordingEffects effects = new RecordingEffects();
        ClientHandshake.start(config, effects);
        assertEquals(List.of("send ClientHello"), effects.log());
        return effects.sent(ClientHello.class);
    }

    private static Set<Integer> types(ClientHello hello) {
        return hello.extensions().all().stream().map(Extension::type).collect(Collectors.toSet());
    }
}
