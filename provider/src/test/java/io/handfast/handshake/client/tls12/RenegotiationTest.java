package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingCredentials;
import io.handfast.handshake.client.ScriptedServer;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.CertificateVerify;
import io.handfast.message.Finished;
import io.handfast.message.HelloRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.message.ServerHello;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second handshake on one connection: only where it is asked for, and only bound to the first (RFC 5746 §3.4, §3.5). */
class RenegotiationTest {
    private static final ExtensionBlock SECURE = ExtensionBlock.of(new ExtendedMasterSecret(), RenegotiationInfo.EMPTY);
    private static final ConnectionOptions RENEGOTIATING =
            ConnectionOptions.DEFAULTS.withOldPeers(OldPeerOptions.NONE.withRenegotiates(true));
    private static final NamedGroup P256 = ClientFixture.group("secp256r1");

    private static TlsConfigBuilder renegotiating() {
        return ClientFixture.config()
                .applicationProtocols(List.of("h2", "http/1.1"))
                .options(RENEGOTIATING);
    }

    /** A server after its first handshake, and what both Finished said, one after the other. */
    private static Bytes connect(ScriptedServer12 server, ExtensionBlock extensions) {
        server.giveServerHello(server.serverHello(extensions));
        return finish(server);
    }

    private static Bytes finish(ScriptedServer12 server) {
        server.untilServerHelloDoneFromHello();
        MasterSecret12 masterSecret = server.finishFlight();
        server.takeNextSent();
        Finished finished = server.finished(masterSecret);
        server.give(finished);
        return both(server, finished);
    }

    private static Bytes both(ScriptedServer server, Finished ofServer) {
        Finished ofClient = server.effects().sent(Finished.class);
        return Bytes.hex(ofClient.verifyData().toHex() + ofServer.verifyData().toHex());
    }

    private static ServerHello answer(ScriptedServer12 server, Bytes renegotiatedConnection) {
        return server.serverHello(SECURE.with(new RenegotiationInfo(renegotiatedConnection)));
    }

    /** Whether a first handshake with a server that does not know of it goes on (RFC 5746 §4.1). */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mayBeInsistedOn(boolean insists) {
        OldPeerOptions options = OldPeerOptions.NONE.withRequiresSecureRenegotiation(insists);
        TlsConfig config = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withOldPeers(options))
                .build();
        connect(new ScriptedServer12(config), SECURE);
        ScriptedServer12 ignorant = new ScriptedServer12(config);
        ExtensionBlock without = ExtensionBlock.of(new ExtendedMasterSecret());
        if (insists) {
            TlsException fault =
                    assertThrows(TlsException.class, () -> ignorant.giveServerHello(ignorant.serverHello(without)));
            assertEquals(HANDSHAKE_FAILURE, fault.alert());
            assertTrue(fault.reason().contains("sun.security.ssl.allowLegacyHelloMessages"), fault::reason);
        } else {
            connect(ignorant, without);
            assertTrue(ignorant.state().connected());
        }
    }

    @Test
    void isBoundToTheHandshakeBefore() {
        ScriptedServer12 first = new ScriptedServer12(renegotiating().build());
        Bytes said = connect(first, SECURE.with(ApplicationLayerProtocolNegotiation.selected("h2")));
        for (int round = 0; round < 2; round++) {
            ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P256);
            assertEquals("WaitServerHelloAgain", again.state().name());
            assertEquals(
                    new RenegotiationInfo(said.slice(0, 12)),
                    again.clientHello()
                            .extensions()
                            .find(RenegotiationInfo.class)
                            .orElseThrow());
            assertEquals(0x0303, again.clientHello().legacyVersion());
            assertTrue(again.clientHello().sessionId().isEmpty(), "nothing is resumed");
            assertFalse(again.clientHello().extensions().has(ExtensionType.SUPPORTED_VERSIONS));
            again.giveServerHello(answer(again, said));
            said = finish(again);
            assertTrue(again.state().connected());
            assertEquals("h2", again.effects().facts().applicationProtocol().orElseThrow());
            first = again;
        }
    }

    @Test
    void aCertificateThatIsWantedLateIsShown() {
        RecordingCredentials credentials =
                new RecordingCredentials(Optional.of(ClientFixture.credential(KeyKind.EC_P256)));
        ScriptedServer12 first =
                new ScriptedServer12(renegotiating().credentials(credentials).build());
        Bytes said = connect(first, SECURE);
        assertEquals(List.of(), credentials.asked());
        ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P256);
        again.giveServerHello(answer(again, said));
        again.give(again.certificate());
        again.give(again.serverKeyExchange());
        again.give(again.certificateRequest());
        MasterSecret12 masterSecret = again.finishFlight();
        again.takeNextSent();
        again.takeNextSent();
        again.effects().sent(CertificateVerify.class);
        Finished finished = again.finished(masterSecret);
        again.give(finished);
        assertTrue(again.state().connected());
        HandshakeFacts facts = again.effects().facts();
        assertEquals(ClientFixture.identity(KeyKind.EC_P256).chain(), facts.localCertificates());
        assertFalse(facts.peerSignatureAlgorithms().isEmpty());
        // And once more, where nobody asks for it
        ScriptedServer12 last = new ScriptedServer12(again, KeyKind.EC_P256);
        last.giveServerHello(answer(last, both(again, finished)));
        finish(last);
        facts = last.effects().facts();
        assertEquals(List.of(), facts.localCertificates());
        assertTrue(facts.peerSignatureAlgorithms().isEmpty());
    }

    @Test
    void whatFollowsAResumedSessionIsNotResumed() {
        ScriptedResumption resumed = ScriptedResumption.of(ScriptedResumption.byId(), RENEGOTIATING);
        resumed.giveHello(resumed.hello());
        Finished finished = resumed.finished();
        resumed.give(finished);
        assertTrue(resumed.effects().facts().resumed());
        ScriptedServer12 again = new ScriptedServer12(resumed, KeyKind.EC_P256, ScriptedResumption.GCM, P256);
        again.giveServerHello(answer(again, both(resumed, finished)));
        finish(again);
        assertTrue(again.state().connected());
        assertFalse(again.effects().facts().resumed());
    }

    static Stream<Arguments> spoiltAnswers() {
        return Stream.of(
                bad("unbound", HANDSHAKE_FAILURE, "not bound", hello -> with(hello, RenegotiationInfo.EMPTY)),
                bad("our half alone", HANDSHAKE_FAILURE, "not bound", hello -> with(hello, half(hello, 0))),
                bad("the server's half alone", HANDSHAKE_FAILURE, "not bound", hello -> with(hello, half(hello, 12))),
                bad("one bit wrong", HANDSHAKE_FAILURE, "not bound", RenegotiationTest::oneBitWrong),
                bad(
                        "silent about it",
                        HANDSHAKE_FAILURE,
                        "not bound",
                        hello -> extensions(hello, hello.extensions().without(ExtensionType.RENEGOTIATION_INFO))),
                bad(
                        "another application protocol",
                        ILLEGAL_PARAMETER,
                        "application protocol",
                        hello -> extensions(
                                hello,
                                hello.extensions().with(ApplicationLayerProtocolNegotiation.selected("http/1.1")))),
                bad(
                        "an older version",
                        PROTOCOL_VERSION,
                        "0x0302",
                        hello -> new ServerHello(
                                0x0302,
                                hello.random(),
                                hello.sessionId(),
                                hello.cipherSuite(),
                                0,
                                hello.extensions())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiltAnswers")
    void refusesAnAnswer(String name, AlertDescription alert, String reason, UnaryOperator<ServerHello> spoil) {
        ScriptedServer12 first = new ScriptedServer12(renegotiating().build());
        Bytes said = connect(first, SECURE);
        ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P256);
        ServerHello spoilt = spoil.apply(answer(again, said));
        ClientFixture.assertAlert(alert, reason, () -> again.give(spoilt));
    }

    /** RFC 5246 §7.2.2: whatever breaks the connection ends its session too, however far the second handshake is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WaitServerHelloAgain",
                "WaitCertificate",
                "WaitServerKeyExchange",
                "WaitCertificateRequestOrServerHelloDone",
                "WaitServerHelloDone",
                "WaitFinished"
            })
    void aFaultInItEndsTheSessionOfTheConnection(String until) {
        PeerKey peer = new PeerKey("localhost", 443);
        Sessions sessions = Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
                .forConnection(Optional.of(peer), "", true);
        ScriptedServer12 first =
                new ScriptedServer12(renegotiating().sessions(sessions).build());
        Bytes said = connect(first, SECURE);
        assertEquals(1, sessions.client().size());
        ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P256);
        Deque<Runnable> flight = new ArrayDeque<>(List.of(
                () -> again.giveServerHello(answer(again, said)),
                () -> again.give(again.certificate()),
                () -> again.give(again.serverKeyExchange()),
                () -> again.give(again.certificateRequest()),
                again::finishFlight));
        while (!again.state().name().equals(until)) {
            flight.remove().run();
        }
        assertEquals(1, sessions.client().size());
        again.state().broken(HandshakeFacts.nothing());
        assertEquals(0, sessions.client().size());
    }

    @Test
    void refusesAnotherServer() {
        ScriptedServer12 first = new ScriptedServer12(renegotiating().build());
        Bytes said = connect(first, SECURE);
        ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P384);
        again.giveServerHello(answer(again, said));
        ClientFixture.assertAlert(BAD_CERTIFICATE, "changed its certificate", () -> again.give(again.certificate()));
    }

    /** RFC 7366 §3.1: which protections may follow one another, over however many handshakes. */
    @ParameterizedTest(name = "{0}, allowed: {1}")
    @CsvSource({
        "EtM EtM,         true",
        "MtE MtE,         true",
        "MtE EtM,         true",
        "GCM MtE,         true",
        "EtM GCM EtM,     true",
        "EtM MtE,         false",
        "MtE EtM MtE,     false",
        "EtM GCM MtE,     false",
        "EtM GCM GCM MtE, false"
    })
    void doesNotGoBackToMacThenEncrypt(String protections, boolean allowed) {
        Deque<String> left = new ArrayDeque<>(List.of(protections.split(" ")));
        String first = left.remove();
        ScriptedServer12 server = new ScriptedServer12(renegotiating().build(), KeyKind.EC_P256, suite(first), P256);
        Bytes said = connect(server, protection(first, SECURE));
        while (!left.isEmpty()) {
            String next = left.remove();
            ScriptedServer12 again = new ScriptedServer12(server, KeyKind.EC_P256, suite(next), P256);
            ServerHello hello = again.serverHello(protection(next, SECURE).with(new RenegotiationInfo(said)));
            if (left.isEmpty() && !allowed) {
                ClientFixture.assertAlert(HANDSHAKE_FAILURE, "gives up encrypt-then-MAC", () -> again.give(hello));
                return;
            }
            again.giveServerHello(hello);
            said = finish(again);
            server = again;
        }
        assertTrue(server.state().connected());
    }

    private static CipherSuite12 suite(String protection) {
        return protection.equals("GCM") ? ScriptedResumption.GCM : ScriptedResumption.CBC;
    }

    private static ExtensionBlock protection(String protection, ExtensionBlock extensions) {
        return protection.equals("EtM") ? extensions.with(new EncryptThenMac()) : extensions;
    }

    @Test
    void aWishOnTheWayIsIgnoredAndAnythingElseRefused() {
        ScriptedServer12 first = new ScriptedServer12(renegotiating().build());
        connect(first, SECURE);
        ScriptedServer12 again = new ScriptedServer12(first, KeyKind.EC_P256);
        assertEquals(again.state(), again.state().on(helloRequest(again), again.effects()));
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "certificate", () -> again.give(again.certificate()));
    }

    static Stream<Arguments> unwilling() {
        return Stream.of(
                arguments("not asked for", ConnectionOptions.DEFAULTS, SECURE),
                arguments("a server that cannot bind", RENEGOTIATING, ExtensionBlock.of(new ExtendedMasterSecret())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unwilling")
    void declinesOnce(String name, ConnectionOptions options, ExtensionBlock extensions) {
        ScriptedServer12 server =
                new ScriptedServer12(ClientFixture.config().options(options).build());
        connect(server, extensions);
        server.effects().takeLog();
        server.give(new HelloRequest());
        assertEquals(List.of("warn no_renegotiation"), server.effects().takeLog());
        server.give(new HelloRequest());
        assertEquals(List.of(), server.effects().takeLog());
        assertTrue(server.state().connected());
    }

    @Test
    void enoughIsEnough() {
        ScriptedServer12 server = new ScriptedServer12(renegotiating().build());
        Bytes said = connect(server, SECURE);
        for (int round = 0; round < Defaults.MAX_RENEGOTIATIONS; round++) {
            server = new ScriptedServer12(server, KeyKind.EC_P256);
            server.giveServerHello(answer(server, said));
            said = finish(server);
        }
        server.effects().takeLog();
        server.give(new HelloRequest());
        assertEquals(List.of("warn no_renegotiation"), server.effects().takeLog());
    }

    private static Received helloRequest(ScriptedServer12 server) {
        return Received.decode(
                MessageCodec.encode(new HelloRequest()), server.state().dialect());
    }

    private static Arguments bad(String name, AlertDescription alert, String reason, UnaryOperator<ServerHello> spoil) {
        return arguments(name, alert, reason, spoil);
    }

    private static RenegotiationInfo half(ServerHello hello, int from) {
        return new RenegotiationInfo(bound(hello).slice(from, 12));
    }

    private static ServerHello oneBitWrong(ServerHello hello) {
        byte[] wrong = bound(hello).toArray();
        wrong[23] ^= 1;
        return with(hello, new RenegotiationInfo(Bytes.owning(wrong)));
    }

    private static Bytes bound(ServerHello hello) {
        return hello.extensions().find(RenegotiationInfo.class).orElseThrow().renegotiatedConnection();
    }

    private static ServerHello with(ServerHello hello, RenegotiationInfo extension) {
        return extensions(hello, hello.extensions().with(extension));
    }

    private static ServerHello extensions(ServerHello hello, ExtensionBlock extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.sessionId(), hello.cipherSuite(), 0, extensions);
    }
}
