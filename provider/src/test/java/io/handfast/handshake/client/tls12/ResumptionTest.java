package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.SessionTicket;
import io.handfast.handshake.ExternalKey;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.iana.HandshakeType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.Certificate12;
import io.handfast.message.Finished;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.HelloRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.ServerHello;
import io.handfast.message.ServerHelloDone;
import io.handfast.session.PeerKey;
import io.handfast.session.Session12;
import io.handfast.session.Sessions;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's abbreviated handshake, state by state (RFC 5246 §7.3 figure 2, RFC 5077 §3, RFC 7627 §5.3). */
class ResumptionTest {
    private static final Bytes NEW_TICKET = Bytes.hex("72".repeat(50));

    static Stream<Session12> sessions() {
        return Stream.of(
                ScriptedResumption.byId(),
                ScriptedResumption.byTicket(),
                ScriptedResumption.session(ScriptedResumption.CBC, true, true, Bytes.empty()),
                ScriptedResumption.session(ScriptedResumption.CBC, true, false, ScriptedResumption.TICKET),
                ScriptedResumption.session(ScriptedResumption.GCM, false, false, Bytes.empty()));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void resumes(Session12 session) {
        ScriptedResumption server = ScriptedResumption.of(session);
        boolean ticket = !session.ticket().isEmpty();
        assertEquals(
                new SessionTicket(session.ticket()),
                server.clientHello().extensions().find(SessionTicket.class).orElseThrow());
        assertEquals(ticket, !server.clientHello().sessionId().equals(ScriptedResumption.ID));
        assertEquals(32, server.clientHello().sessionId().length());
        server.effects().takeLog();
        server.giveHello(server.hello());
        assertEquals("WaitResumedFinished", server.state().name());
        assertEquals(
                List.of("settled TLSv1.2", "read keys after change_cipher_spec"),
                server.effects().takeLog());
        server.give(server.finished());
        Finished expected = server.clientFinished();
        assertEquals(expected, server.effects().sent(Finished.class));
        assertEquals(
                List.of("change_cipher_spec", "write keys", "send Finished", "established"),
                server.effects().takeLog());
        assertTrue(server.state().connected());
        assertTrue(server.effects().facts().resumed());
        assertEquals(ScriptedResumption.ID, server.effects().facts().sessionId());
        assertEquals(
                session.facts().peerCertificates(),
                server.effects().established().orElseThrow().peer().chain());
        assertEquals(session.ticket(), server.kept().orElseThrow().ticket(), "the session is there for the next time");
    }

    static Stream<Arguments> misfits() {
        Session12 unbound = ScriptedResumption.session(ScriptedResumption.GCM, false, false, Bytes.empty());
        Session12 byId = ScriptedResumption.byId();
        Function<TlsConfigBuilder, TlsConfigBuilder> otherCheck = config -> config.sessions(
                config.build().sessions().forConnection(Optional.of(ScriptedResumption.PEER), "HTTPS", true));
        Function<TlsConfigBuilder, TlsConfigBuilder> otherPeer = config -> config.sessions(
                config.build().sessions().forConnection(Optional.of(new PeerKey("localhost", 444)), "", true));
        Function<TlsConfigBuilder, TlsConfigBuilder> otherName =
                config -> config.serverName(Optional.of("elsewhere.example"));
        Function<TlsConfigBuilder, TlsConfigBuilder> noName = config -> config.serverName(Optional.empty());
        Function<TlsConfigBuilder, TlsConfigBuilder> otherSuite =
                config -> config.cipherSuites(List.of(ScriptedResumption.CBC));
        Function<TlsConfigBuilder, TlsConfigBuilder> forgetful =
                config -> config.sessions(config.build().sessions().withRemembering(false));
        Function<TlsConfigBuilder, TlsConfigBuilder> strict =
                config -> config.sessions(config.build().sessions().withLegacyResumption(false));
        return Stream.of(
                arguments("another name", byId, otherName),
                arguments("no name", byId, noName),
                arguments("another check of the name", byId, otherCheck),
                arguments("another peer", byId, otherPeer),
                arguments("another suite", byId, otherSuite),
                arguments("nothing is remembered", byId, forgetful),
                arguments("a session without binding", unbound, strict));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void offersOnlyWhatFits(String what, Session12 session, Function<TlsConfigBuilder, TlsConfigBuilder> change) {
        Sessions sessions = ScriptedResumption.of(session).sessions();
        ScriptedResumption fitting =
                new ScriptedResumption(ScriptedResumption.config(sessions).build(), session);
        assertEquals(ScriptedResumption.ID, fitting.clientHello().sessionId());
        ScriptedResumption server = new ScriptedResumption(
                change.apply(ScriptedResumption.config(sessions)).build(), session);
        assertTrue(server.clientHello().sessionId().isEmpty());
    }

    @Test
    void everyTicketIsShownBesideAnotherId() {
        Session12 session = ScriptedResumption.byTicket();
        assertNotEquals(
                ScriptedResumption.of(session).clientHello().sessionId(),
                new ScriptedResumption(
                                ScriptedResumption.config(
                                                ScriptedResumption.of(session).sessions())
                                        .random(new java.security.SecureRandom())
                                        .build(),
                                session)
                        .clientHello()
                        .sessionId());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPromisedTicketTakesTheOldOnesPlace(boolean empty) {
        ScriptedResumption server = ScriptedResumption.of(ScriptedResumption.byTicket());
        server.giveHello(server.hello(server.hello().extensions().with(SessionTicket.EMPTY)));
        assertEquals("WaitNewSessionTicket", server.state().name());
        server.give(new NewSessionTicket12(300, empty ? Bytes.empty() : NEW_TICKET));
        assertEquals(ScriptedResumption.TICKET, server.kept().orElseThrow().ticket(), "not valid before the Finished");
        server.give(server.finished());
        assertTrue(server.state().connected());
        Session12 kept = server.kept().orElseThrow();
        assertEquals(empty ? ScriptedResumption.TICKET : NEW_TICKET, kept.ticket());
        assertEquals(empty ? 0 : 300, kept.ticketLifetime().toSeconds());
        assertEquals(ScriptedResumption.ID, kept.facts().id());
        assertEquals(1, server.sessions().client().size());
    }

    private static Arguments bad(
            String what,
            Session12 session,
            AlertDescription alert,
            String reason,
            Function<ScriptedResumption, ServerHello> hello) {
        return arguments(what, session, alert, reason, hello);
    }

    static Stream<Arguments> badHellos() {
        Session12 bound = ScriptedResumption.byId();
        Session12 unbound = ScriptedResumption.session(ScriptedResumption.GCM, false, false, Bytes.empty());
        Session12 encryptThenMac = ScriptedResumption.session(ScriptedResumption.CBC, true, true, Bytes.empty());
        int other = ClientFixture.suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").codePoint();
        return Stream.of(
                bad(
                        "another suite",
                        bound,
                        ILLEGAL_PARAMETER,
                        "resumes a session of TLSv1.2 with",
                        server -> ScriptedResumption.hello(
                                server.clientHello().sessionId(),
                                other,
                                server.hello().extensions())),
                bad(
                        "a suite that was not offered",
                        bound,
                        ILLEGAL_PARAMETER,
                        "did not offer",
                        server -> ScriptedResumption.hello(
                                server.clientHello().sessionId(),
                                0x009c,
                                server.hello().extensions())),
                bad(
                        "the binding is gone",
                        bound,
                        ILLEGAL_PARAMETER,
                        "extended_master_secret",
                        server -> server.hello(ExtensionBlock.empty())),
                bad(
                        "a binding that never was",
                        unbound,
                        ILLEGAL_PARAMETER,
                        "extended_master_secret",
                        server -> server.hello(ExtensionBlock.of(new ExtendedMasterSecret()))),
                bad(
                        "encrypt-then-MAC is gone",
                        encryptThenMac,
                        ILLEGAL_PARAMETER,
                        "encrypt-then-MAC",
                        server -> server.hello(ExtensionBlock.of(new ExtendedMasterSecret()))),
                bad(
                        "encrypt-then-MAC without a MAC",
                        bound,
                        ILLEGAL_PARAMETER,
                        "no MAC of its own",
                        server -> server.hello(server.hello().extensions().with(new EncryptThenMac()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badHellos")
    void refusesAServerHello(
            String what,
            Session12 session,
            AlertDescription alert,
            String reason,
            Function<ScriptedResumption, ServerHello> hello) {
        ScriptedResumption server = ScriptedResumption.of(session);
        ServerHello bad = hello.apply(server);
        ClientFixture.assertAlert(alert, reason, () -> server.giveHello(bad));
        server.state().broken(HandshakeFacts.nothing());
        assertTrue(server.kept().isEmpty(), "what failed once is not offered again");
    }

    @Test
    void anotherIdMeansAFullHandshake() {
        for (Bytes id : List.of(Bytes.empty(), Bytes.hex("0102"), Bytes.hex("2e".repeat(32)))) {
            for (Session12 session : List.of(ScriptedResumption.byId(), ScriptedResumption.byTicket())) {
                ScriptedResumption server = ScriptedResumption.of(session);
                server.giveHello(ScriptedResumption.hello(
                        id, session.suite().codePoint(), server.hello().extensions()));
                assertEquals("WaitCertificate", server.state().name());
                assertFalse(server.effects().facts().resumed());
                assertEquals(id, server.effects().facts().sessionId());
            }
        }
    }

    @Test
    void aTicketThatWasNotAskedForIsRefused() {
        ScriptedResumption asking = ScriptedResumption.of(ScriptedResumption.byId());
        ScriptedResumption silent = new ScriptedResumption(
                ScriptedResumption.config(asking.sessions().withTickets(true, 2, false))
                        .build(),
                ScriptedResumption.byId());
        assertTrue(silent.clientHello().extensions().find(SessionTicket.class).isEmpty());
        ClientFixture.assertAlert(
                UNSUPPORTED_EXTENSION,
                "session_ticket",
                () -> silent.giveHello(silent.hello(silent.hello().extensions().with(SessionTicket.EMPTY))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWrongFinishedEndsTheSession(boolean ticket) {
        ScriptedResumption server =
                ScriptedResumption.of(ticket ? ScriptedResumption.byTicket() : ScriptedResumption.byId());
        server.giveHello(server.hello());
        ClientFixture.assertAlert(
                DECRYPT_ERROR, "Finished", () -> server.give(new Finished(Bytes.hex("00".repeat(12)))));
        assertFalse(server.effects().log().contains("send Finished"));
        server.state().broken(HandshakeFacts.nothing());
        assertTrue(server.kept().isEmpty());
    }

    static Stream<Arguments> wrongMessages() {
        List<HandshakeMessage> messages = List.of(
                new Certificate12(List.of()),
                new ServerHelloDone(),
                new NewSessionTicket12(1, NEW_TICKET),
                new Finished(Bytes.hex("00".repeat(12))));
        return Stream.of("WaitNewSessionTicket", "WaitResumedFinished", "Connected")
                .flatMap(state -> messages.stream()
                        .filter(message -> !(state.equals("WaitNewSessionTicket")
                                && message.type() == HandshakeType.NEW_SESSION_TICKET))
                        .filter(message ->
                                !(state.equals("WaitResumedFinished") && message.type() == HandshakeType.FINISHED))
                        .map(message -> arguments(state, message)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongMessages")
    void refusesWhatMustNotComeNow(String state, HandshakeMessage message) {
        ScriptedResumption server = ScriptedResumption.of(ScriptedResumption.byTicket());
        boolean promised = state.equals("WaitNewSessionTicket");
        server.giveHello(
                promised ? server.hello(server.hello().extensions().with(SessionTicket.EMPTY)) : server.hello());
        if (state.equals("Connected")) {
            server.give(server.finished());
        }
        assertEquals(state, server.state().name());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, message.type().ianaName(), () -> server.give(message));
    }

    @Test
    void ignoresHelloRequestsOnTheWay() {
        ScriptedResumption server = ScriptedResumption.of(ScriptedResumption.byId());
        server.giveHello(server.hello());
        Finished finished = server.finished();
        server.give(new HelloRequest());
        server.give(finished);
        assertTrue(server.state().connected());
    }

    @ParameterizedTest(name = "extended master secret: {0}")
    @ValueSource(booleans = {true, false})
    void isFollowedByARenegotiationOnlyWhereTheSessionIsBound(boolean extendedMasterSecret) {
        // RFC 7627 §5.4
        Session12 session =
                ScriptedResumption.session(ScriptedResumption.GCM, extendedMasterSecret, false, Bytes.empty());
        ScriptedResumption server = ScriptedResumption.of(session, renegotiating());
        server.giveHello(server.hello());
        server.give(server.finished());
        server.give(new HelloRequest());
        assertEquals(
                extendedMasterSecret ? "WaitServerHelloAgain" : "Connected",
                server.state().name());
    }

    private static ConnectionOptions renegotiating() {
        return ConnectionOptions.DEFAULTS.withOldPeers(OldPeerOptions.NONE.withRenegotiates(true));
    }

    @Test
    void forgetsTheMasterSecretWhenTheConnectionEnds() {
        ScriptedResumption server = ScriptedResumption.of(ScriptedResumption.byId());
        server.giveHello(server.hello());
        WaitResumedFinished state = (WaitResumedFinished) server.state();
        assertFalse(state.keys().masterSecret().secret().isDestroyed());
        state.destroy();
        assertTrue(state.keys().masterSecret().secret().isDestroyed());
    }

    @Test
    void forgetsTheKeysAgreedOutsideOfTlsThatWereOfferedToo() {
        Session12 session = ScriptedResumption.byId();
        ScriptedResumption server = ScriptedResumption.of(session);
        Bytes identity = Bytes.hex("07");
        ExternalKey key = new ExternalKey(identity, Secret.owning(new byte[32]), HashAlgorithm.SHA256, false, identity);
        TlsConfig config = ScriptedResumption.config(server.sessions()).build();
        ClientOffer offer = new ClientOffer(
                config,
                List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12),
                server.clientHello(),
                List.of(),
                Optional.empty(),
                Optional.of(session.copy()),
                List.of(key),
                Optional.empty());
        Transcript transcript = new Transcript(config.jca());
        transcript.add(MessageCodec.encode(offer.hello()));
        ServerHello hello = server.hello();
        HandshakeState state = Entry12.on(
                ProtocolVersion.TLS12, hello, MessageCodec.encode(hello), offer, transcript, server.effects());
        WaitResumedFinished waiting = assertInstanceOf(WaitResumedFinished.class, state);
        assertTrue(key.key().isDestroyed());
        assertFalse(waiting.keys().masterSecret().secret().isDestroyed());
    }
}
