package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.SupportedVersions;
import io.handfast.extension.UnknownExtension;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.tls12.ScriptedServer12;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.HandshakeType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.HelloRandoms;
import io.handfast.message.HelloRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.message.ServerHello;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WaitServerHelloTest {
    static Stream<Arguments> badHellos13() {
        return Stream.of(
                bad("legacy_version 1.3", ILLEGAL_PARAMETER, "legacy_version", hello -> version(hello, 0x0304)),
                bad("legacy_version 1.1", ILLEGAL_PARAMETER, "legacy_version", hello -> version(hello, 0x0302)),
                bad("legacy_version SSL 3.0", PROTOCOL_VERSION, "0x0300", hello -> version(hello, 0x0300)),
                bad("other session id", ILLEGAL_PARAMETER, "echo", hello -> session(hello, Bytes.hex("07".repeat(32)))),
                bad("no session id", ILLEGAL_PARAMETER, "echo", hello -> session(hello, Bytes.empty())),
                bad("suite not offered", ILLEGAL_PARAMETER, "did not offer", hello -> suite(hello, 0x1304)),
                bad("suite of 1.2", ILLEGAL_PARAMETER, "not of TLS 1.3", hello -> suite(hello, 0xC02B)),
                bad(
                        "compression",
                        ILLEGAL_PARAMETER,
                        "compression",
                        hello -> new ServerHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.sessionId(),
                                hello.cipherSuite(),
                                1,
                                hello.extensions())),
                bad(
                        "version 1.2 selected",
                        ILLEGAL_PARAMETER,
                        "supported_versions",
                        with(new SupportedVersions.Selected(0x0303))),
                bad(
                        "draft version selected",
                        ILLEGAL_PARAMETER,
                        "supported_versions",
                        with(new SupportedVersions.Selected(0x7f1c))),
                bad("no key_share", MISSING_EXTENSION, "key_share", without(ExtensionType.KEY_SHARE)),
                bad(
                        "share in a group without ours",
                        ILLEGAL_PARAMETER,
                        "0x0017",
                        with(new KeyShare.Selected(new KeyShareEntry(23, Bytes.hex("04" + "05".repeat(64)))))),
                bad(
                        "share of zeros",
                        ILLEGAL_PARAMETER,
                        "no element of x25519",
                        with(new KeyShare.Selected(new KeyShareEntry(29, Bytes.hex("00".repeat(32)))))),
                bad(
                        "share cut short",
                        ILLEGAL_PARAMETER,
                        "no element of x25519",
                        with(new KeyShare.Selected(new KeyShareEntry(29, Bytes.hex("05".repeat(31)))))),
                bad(
                        "pre_shared_key not offered",
                        UNSUPPORTED_EXTENSION,
                        "pre_shared_key",
                        with(new PreSharedKey.Selected(0))),
                bad(
                        "unknown extension",
                        UNSUPPORTED_EXTENSION,
                        "did not ask",
                        with(new UnknownExtension(0xfe00, Bytes.empty()))),
                bad(
                        "extension of EncryptedExtensions",
                        ILLEGAL_PARAMETER,
                        "no place",
                        with(ApplicationLayerProtocolNegotiation.selected("h2"))),
                bad("extension of TLS 1.2", ILLEGAL_PARAMETER, "no place", with(RenegotiationInfo.EMPTY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHellos13")
    @Spec({
        "RFC8446-2-1",
        "RFC8446-4.1.3-1",
        "RFC8446-4.1.3-5",
        "RFC8446-4.1.3-6",
        "RFC8446-4.1.3-7",
        "RFC8446-4.2.1-15",
        "RFC8446-4.2.1-16",
        "RFC8446-4.2.1-17",
        "RFC8446-4.2.1-18",
        "RFC8446-4.2.8-14",
        "RFC8446-6-8",
        "RFC8446-D.5-10"
    })
    void refusesServerHelloOf13(String name, AlertDescription alert, String reason, UnaryOperator<ServerHello> spoil) {
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().applicationProtocols(List.of("h2")).build());
        ServerHello spoiled = spoil.apply(server.serverHello());
        ClientFixture.assertAlert(alert, reason, () -> server.give(spoiled));
    }

    static Stream<Arguments> badHellos12() {
        return Stream.of(
                bad("suite not offered", ILLEGAL_PARAMETER, "did not offer", hello -> suite(hello, 0x009C)),
                bad("suite of 1.3", ILLEGAL_PARAMETER, "not of TLSv1.2", hello -> suite(hello, 0x1301)),
                bad("suite unknown", ILLEGAL_PARAMETER, "did not offer", hello -> suite(hello, 0x0000)),
                bad(
                        "compression",
                        ILLEGAL_PARAMETER,
                        "compression",
                        hello -> new ServerHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.sessionId(),
                                hello.cipherSuite(),
                                1,
                                hello.extensions())),
                bad("TLS 1.1", PROTOCOL_VERSION, "TLSv1.1", hello -> version(hello, 0x0302)),
                bad("SSL 3.0", PROTOCOL_VERSION, "0x0300", hello -> version(hello, 0x0300)),
                bad("a later version", PROTOCOL_VERSION, "TLSv1.3", hello -> version(hello, 0x0304)),
                bad(
                        "downgrade from 1.3",
                        ILLEGAL_PARAMETER,
                        "tampered",
                        hello -> random(hello, HelloRandoms.DOWNGRADE_TLS12)),
                bad(
                        "downgrade to 1.1, said of 1.2",
                        ILLEGAL_PARAMETER,
                        "tampered",
                        hello -> random(hello, HelloRandoms.DOWNGRADE_TLS11)),
                bad(
                        "downgrade to 1.1",
                        ILLEGAL_PARAMETER,
                        "tampered",
                        hello -> version(random(hello, HelloRandoms.DOWNGRADE_TLS11), 0x0302)),
                bad(
                        "renegotiation",
                        AlertDescription.HANDSHAKE_FAILURE,
                        "renegotiation_info",
                        with(new RenegotiationInfo(Bytes.hex("01".repeat(12))))),
                bad(
                        "no uncompressed points",
                        ILLEGAL_PARAMETER,
                        "ec_point_formats",
                        with(new EcPointFormats(Bytes.hex("0102")))),
                bad(
                        "other protocol",
                        ILLEGAL_PARAMETER,
                        "the server offers [h3], enabled here are [h2]",
                        with(ApplicationLayerProtocolNegotiation.selected("h3"))),
                bad(
                        "session ticket not offered",
                        UNSUPPORTED_EXTENSION,
                        "session_ticket",
                        with(new UnknownExtension(ExtensionType.SESSION_TICKET, Bytes.empty()))),
                bad(
                        "unknown extension",
                        UNSUPPORTED_EXTENSION,
                        "did not ask",
                        with(new UnknownExtension(0xfe00, Bytes.empty()))),
                bad(
                        "extension of TLS 1.3",
                        ILLEGAL_PARAMETER,
                        "no place",
                        with(new KeyShare.Selected(new KeyShareEntry(29, Bytes.hex("05".repeat(32)))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHellos12")
    @Spec({"RFC8446-4.1.3-14", "RFC8446-4.1.3-16"})
    void refusesServerHelloOf12(String name, AlertDescription alert, String reason, UnaryOperator<ServerHello> spoil) {
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().applicationProtocols(List.of("h2")).build());
        ServerHello spoiled = spoil.apply(server.serverHello());
        ClientFixture.assertAlert(alert, reason, () -> server.give(spoiled));
    }

    /** RFC 7507 §2: the signal stands among the suites and is none. */
    @Test
    void refusesTheFallbackSignalAsASuite() {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config()
                .versions(List.of(ProtocolVersion.TLS12))
                .options(ConnectionOptions.DEFAULTS.withOldPeers(OldPeerOptions.NONE.withSignalsFallback(true)))
                .build());
        ServerHello signal = suite(server.serverHello(), 0x5600);
        assertTrue(server.clientHello().cipherSuites().contains(0x5600), "a check of the test");
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "did not offer", () -> server.give(signal));
    }

    @Test
    void refusesToResumeTheInventedSession() {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config().build());
        ServerHello echo = session(server.serverHello(), server.clientHello().sessionId());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "a session that never was", () -> server.give(echo));
    }

    @Test
    void acceptsAServerWithoutSessionId() {
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS12)).build());
        server.give(session(server.serverHello(), Bytes.empty()));
        assertEquals("WaitCertificate", server.state().name());
    }

    @Test
    @Spec("RFC8446-D.1-3")
    void refuses12WhenOnly13IsEnabled() {
        TlsConfig config =
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS13)).build();
        ScriptedServer12 server = new ScriptedServer12(config);
        ClientFixture.assertAlert(
                PROTOCOL_VERSION,
                "no common version: the server offers [TLSv1.2], enabled here are [TLSv1.3]",
                () -> server.give(server.serverHello()));
    }

    @Test
    void refuses13WhenOnly12IsEnabled() {
        TlsConfig config =
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS12)).build();
        ScriptedServer12 server = new ScriptedServer12(config);
        ServerHello hello = with(new SupportedVersions.Selected(0x0304)).apply(server.serverHello());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "supported_versions", () -> server.give(hello));
    }

    @Test
    void takesADowngradeSentinelFor12AsChanceWhenOnly12IsEnabled() {
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS12)).build());
        server.give(random(server.serverHello(), HelloRandoms.DOWNGRADE_TLS12));
        assertEquals("WaitCertificate", server.state().name());
    }

    @Test
    void ignoresHelloRequestWhile12IsPossible() {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config().build());
        HandshakeState before = server.state();
        assertSame(before, before.on(received(server), server.effects()));
    }

    @Test
    void refusesHelloRequestWhenOnly13IsEnabled() {
        ScriptedServer13 server = new ScriptedServer13(
                ClientFixture.config().versions(List.of(ProtocolVersion.TLS13)).build());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "hello_request", () -> server.give(new HelloRequest()));
    }

    @ParameterizedTest
    @EnumSource(
            value = HandshakeType.class,
            names = {"SERVER_HELLO", "HELLO_REQUEST", "CLIENT_HELLO"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesAnyOtherMessage(HandshakeType type) {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config().build());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, type.ianaName(), () -> server.giveRaw(type));
    }

    @Test
    void refusesAClientHello() {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config().build());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "client_hello", () -> server.give(server.clientHello()));
    }

    @Test
    void refusesAServerHelloCutShort() {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config().build());
        ClientFixture.assertAlert(DECODE_ERROR, "server_hello", () -> server.giveRaw(HandshakeType.SERVER_HELLO));
    }

    private static Received received(ScriptedServer12 server) {
        return Received.decode(
                MessageCodec.encode(new HelloRequest()), server.state().dialect());
    }

    private static Arguments bad(String name, AlertDescription alert, String reason, UnaryOperator<ServerHello> spoil) {
        return arguments(name, alert, reason, spoil);
    }

    private static UnaryOperator<ServerHello> with(Extension extension) {
        return hello -> extensions(hello, hello.extensions().with(extension));
    }

    private static UnaryOperator<ServerHello> without(int type) {
        return hello -> extensions(hello, hello.extensions().without(type));
    }

    private static ServerHello extensions(ServerHello hello, ExtensionBlock extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.sessionId(), hello.cipherSuite(), 0, extensions);
    }

    private static ServerHello version(ServerHello hello, int version) {
        return new ServerHello(version, hello.random(), hello.sessionId(), hello.cipherSuite(), 0, hello.extensions());
    }

    private static ServerHello session(ServerHello hello, Bytes sessionId) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), sessionId, hello.cipherSuite(), 0, hello.extensions());
    }

    private static ServerHello suite(ServerHello hello, int suite) {
        return new ServerHello(hello.legacyVersion(), hello.random(), hello.sessionId(), suite, 0, hello.extensions());
    }

    private static ServerHello random(ServerHello hello, Bytes ending) {
        Bytes random = Bytes.hex("08".repeat(24) + ending.toHex());
        return new ServerHello(
                hello.legacyVersion(), random, hello.sessionId(), hello.cipherSuite(), 0, hello.extensions());
    }
}
