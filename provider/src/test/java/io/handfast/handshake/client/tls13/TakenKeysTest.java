package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static io.handfast.handshake.client.ClientFixture.assertAlert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataOptions;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.ExternalPsk;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.Cookie;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.ServerHello;
import io.handfast.session.PeerKey;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.KeyKind;
import io.handfast.testing.KeysForAnyServer;
import io.handfast.testing.ManualClock;
import io.handfast.testing.SampleFacts;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that takes up a key, or early data with it, where it must not (RFC 8446 §4.2.10, §4.2.11). */
class TakenKeysTest {
    private static final PeerKey PEER = new PeerKey("localhost", 443);
    private static final String AES_128 = "TLS_AES_128_GCM_SHA256";
    private static final String AES_256 = "TLS_AES_256_GCM_SHA384";
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";
    private static final EarlyDataIndication.Announced TAKEN = new EarlyDataIndication.Announced();

    /** A client that resumes a session of this suite, with early data. */
    private static TlsConfigBuilder resuming(String suite, String protocol) {
        return resuming(suite, protocol, Bytes.hex("7e57"));
    }

    private static TlsConfigBuilder resuming(String suite, String protocol, Bytes ticket) {
        ManualClock clock = new ManualClock();
        Sessions sessions = Sessions.of(ClientFixture.random(), clock, 10, Duration.ofHours(1))
                .forConnection(Optional.of(PEER), "", true);
        SessionFacts facts = SampleFacts.of(clock.instant())
                .applicationProtocol(Optional.of(protocol))
                .peerCertificates(ClientFixture.identity(KeyKind.EC_P256).chain())
                .peer(Optional.of(PEER))
                .build();
        CipherSuite13 agreed = (CipherSuite13) ClientFixture.suite(suite);
        sessions.client()
                .add(new Session13(
                        facts,
                        agreed,
                        Secret.owning(new byte[agreed.hash().length()]),
                        ticket,
                        0,
                        clock.instant(),
                        Duration.ofHours(1),
                        1000,
                        NamedGroups.byName("x25519")));
        return ClientFixture.config()
                .sessions(sessions)
                .applicationProtocols(List.of("h2", "http/1.1"))
                .options(
                        ConnectionOptions.DEFAULTS.withEarlyData(EarlyDataOptions.NONE.withContent(Bytes.hex("ea71"))));
    }

    private static ScriptedServer13 server(TlsConfigBuilder config, String suite) {
        return new ScriptedServer13(
                config.build(),
                KeyKind.EC_P256,
                (CipherSuite13) ClientFixture.suite(suite),
                ClientFixture.group("x25519"));
    }

    private static ServerHello taking(ScriptedServer13 server, int index) {
        return changed(server.serverHello(), extensions -> extensions.with(new PreSharedKey.Selected(index)));
    }

    private static ServerHello changed(ServerHello hello, UnaryOperator<ExtensionBlock> change) {
        return new ServerHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.cipherSuite(),
                hello.compressionMethod(),
                change.apply(hello.extensions()));
    }

    private static EncryptedExtensions answer(Extension... extensions) {
        return new EncryptedExtensions(ExtensionBlock.of(extensions));
    }

    private static ApplicationLayerProtocolNegotiation protocol(String name) {
        return ApplicationLayerProtocolNegotiation.selected(name);
    }

    @Test
    @Spec({"RFC8446-4.2.10-1", "RFC8446-4.2.10-2"})
    void aSessionAndItsEarlyDataAsTheyShouldBe() {
        ScriptedServer13 server = server(resuming(AES_128, "h2"), AES_128);
        assertTrue(server.clientHello().extensions().has(ExtensionType.EARLY_DATA), "a check of the test");
        server.give(taking(server, 0));
        assertTrue(server.effects().facts().resumed());
        server.give(answer(protocol("h2"), TAKEN));
        assertEquals(EarlyDataStatus.ACCEPTED, server.effects().facts().earlyData());
    }

    @Test
    @Spec({"RFC8446-4.2.11-12", "RFC8446-4.2.11-13", "RFC8446-4.2.11-14", "RFC8446-4.2.11-15"})
    void anIndexBeyondTheOnlyKey() {
        ScriptedServer13 server = server(resuming(AES_128, "h2"), AES_128);
        assertAlert(ILLEGAL_PARAMETER, "we offered one", () -> server.give(taking(server, 1)));
    }

    @Test
    void aKeyWhereNoneWasOffered() {
        ScriptedServer13 server = server(ClientFixture.config(), AES_128);
        assertAlert(UNSUPPORTED_EXTENSION, "pre_shared_key", () -> server.give(taking(server, 0)));
    }

    @Test
    @Spec({"RFC8446-4.2.11-12", "RFC8446-4.2.11-13"})
    void aKeyOfAnotherHash() {
        ScriptedServer13 server = server(resuming(AES_256, "h2"), AES_128);
        assertAlert(ILLEGAL_PARAMETER, "another hash", () -> server.give(taking(server, 0)));
    }

    @Test
    @Spec({"RFC8446-4.1.1-2", "RFC8446-4.2.9-8", "RFC8446-4.2.11-12", "RFC8446-4.2.11-13"})
    void aKeyWithoutTheKeyExchangeThatWasAskedFor() {
        ScriptedServer13 server = server(resuming(AES_128, "h2"), AES_128);
        ServerHello hello = changed(taking(server, 0), extensions -> extensions.without(ExtensionType.KEY_SHARE));
        assertAlert(ILLEGAL_PARAMETER, "no key_share", () -> server.give(hello));
    }

    @Test
    void aKeyThatTheSecondClientHelloNoLongerOffers() {
        ScriptedServer13 server = new ScriptedServer13(
                resuming(AES_256, "h2").build(),
                KeyKind.EC_P256,
                (CipherSuite13) ClientFixture.suite(AES_128),
                ClientFixture.group("secp256r1"));
        server.giveRetry(server.retry(), server.suite());
        assertFalse(server.clientHello().extensions().has(ExtensionType.PRE_SHARED_KEY), "its hash is another");
        assertAlert(UNSUPPORTED_EXTENSION, "pre_shared_key", () -> server.give(taking(server, 0)));
    }

    static Stream<Arguments> externalKeys() {
        return Stream.of(
                arguments("beyond the last", AES_128, 2, "we offered 2"),
                arguments("of another hash", AES_128, 1, "another hash"),
                arguments("of another hash", AES_256, 0, "another hash"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("externalKeys")
    @Spec({"RFC8446-4.2.11-12", "RFC8446-4.2.11-13"})
    void oneOfSeveral(String what, String suite, int index, String reason) {
        ScriptedServer13 server = server(
                ClientFixture.config()
                        .options(ConnectionOptions.DEFAULTS.withPreSharedKeys(new KeysForAnyServer(
                                List.of(key("one", HashAlgorithm.SHA256), key("two", HashAlgorithm.SHA384))))),
                suite);
        assertAlert(ILLEGAL_PARAMETER, reason, () -> server.give(taking(server, index)));
    }

    private static ExternalPsk key(String identity, HashAlgorithm hash) {
        return new ExternalPsk(
                Bytes.copyOf(identity.getBytes(StandardCharsets.US_ASCII)),
                Secret.owning(new byte[32]),
                hash,
                Optional.empty());
    }

    static Stream<Arguments> earlyDataInVain() {
        return Stream.of(
                arguments("without its session", AES_128, -1, "h2", ILLEGAL_PARAMETER, "not the session"),
                arguments("under another suite", CHACHA, 0, "h2", ILLEGAL_PARAMETER, "where the session has"),
                arguments(
                        "for another protocol", AES_128, 0, "http/1.1", ILLEGAL_PARAMETER, "where the session has h2"),
                arguments("for no protocol", AES_128, 0, "", ILLEGAL_PARAMETER, "where the session has h2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("earlyDataInVain")
    void earlyDataIsTaken(
            String what, String suite, int index, String protocol, AlertDescription alert, String reason) {
        ScriptedServer13 server = server(resuming(AES_128, "h2"), suite);
        server.give(index < 0 ? server.serverHello() : taking(server, index));
        EncryptedExtensions answer = protocol.isEmpty() ? answer(TAKEN) : answer(protocol(protocol), TAKEN);
        assertAlert(alert, reason, () -> server.give(answer));
    }

    @Test
    void earlyDataThatWasNotOffered() {
        TlsConfigBuilder silent = resuming(AES_128, "h2").options(ConnectionOptions.DEFAULTS);
        ScriptedServer13 server = server(silent, AES_128);
        server.give(taking(server, 0));
        assertAlert(UNSUPPORTED_EXTENSION, "early_data", () -> server.give(answer(protocol("h2"), TAKEN)));
    }

    @Test
    @Spec("RFC8446-4.2.10-7")
    void earlyDataThatARetryHasWithdrawn() {
        ScriptedServer13 server = new ScriptedServer13(
                resuming(AES_128, "h2").build(),
                KeyKind.EC_P256,
                (CipherSuite13) ClientFixture.suite(AES_128),
                ClientFixture.group("secp256r1"));
        server.giveRetry(server.retry(), server.suite());
        assertFalse(server.clientHello().extensions().has(ExtensionType.EARLY_DATA));
        server.give(taking(server, 0));
        assertAlert(UNSUPPORTED_EXTENSION, "early_data", () -> server.give(answer(protocol("h2"), TAKEN)));
    }

    /** The longest cookie that goes beside a ticket of 5,000 bytes, and one byte more. */
    @Test
    void aCookieMayTakeTheRoomThatTheTicketLeaves() {
        Bytes ticket = Bytes.owning(new byte[5_000]);
        ScriptedServer13 server = server(resuming(AES_128, "h2", ticket), AES_128);
        WireWriter others = new WireWriter();
        server.clientHello().extensions().without(ExtensionType.EARLY_DATA).encode(others);
        // Each has a length of two bytes: the block, whose own is not counted, the extension and the cookie; so has the
        // type.
        int room = 0xffff - (others.size() - 2) - 6;
        assertAlert(ILLEGAL_PARAMETER, "too long", () -> server.give(withCookie(server, 0xf000)));
        assertAlert(ILLEGAL_PARAMETER, "too long", () -> server.give(withCookie(server, room + 1)));
        server.giveRetry(withCookie(server, room), server.suite());
        assertTrue(server.clientHello().extensions().has(ExtensionType.COOKIE));
        assertTrue(server.clientHello().extensions().has(ExtensionType.PRE_SHARED_KEY));
    }

    private static HelloRetryRequest withCookie(ScriptedServer13 server, int length) {
        return new HelloRetryRequest(
                server.clientHello().sessionId(),
                server.suite().codePoint(),
                ExtensionBlock.of(
                        new SupportedVersions.Selected(ProtocolVersion.TLS13.code()),
                        new Cookie(Bytes.owning(new byte[length]))));
    }

    @Test
    void aRetryMayNotTouchTheKey() {
        ScriptedServer13 server = server(resuming(AES_128, "h2"), AES_128);
        HelloRetryRequest retry = new HelloRetryRequest(
                server.clientHello().sessionId(),
                server.suite().codePoint(),
                ExtensionBlock.of(
                        new SupportedVersions.Selected(ProtocolVersion.TLS13.code()), new PreSharedKey.Selected(0)));
        assertAlert(ILLEGAL_PARAMETER, "no place", () -> server.give(retry));
    }
}
