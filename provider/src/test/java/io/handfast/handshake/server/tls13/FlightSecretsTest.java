package io.handfast.handshake.server.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.auth.BinderVerified;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import io.handfast.crypto.group.Encapsulated;
import io.handfast.crypto.group.EphemeralKeys;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.handshake.ExternalKey;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.handshake.server.ServerFixture;
import io.handfast.handshake.server.ServerHandshake;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Finished;
import io.handfast.message.MessageCodec;
import io.handfast.message.NewSessionTicket13;
import io.handfast.message.Received;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.ExhaustedRandom;
import io.handfast.testing.GroupLike;
import io.handfast.testing.KeptMacs;
import io.handfast.testing.KeptSecrets;
import io.handfast.testing.KeyKind;
import io.handfast.testing.RecordingEffects;
import io.handfast.testing.SampleFacts;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between the two parts of the server's flight: what is kept, what is forgotten, and that nothing is taken. */
class FlightSecretsTest {
    private static final CipherSuite13 SUITE =
            (CipherSuite13) CipherSuites.byName("TLS_AES_128_GCM_SHA256").orElseThrow();

    private final RecordingEffects effects = new RecordingEffects();
    private final Bytes clientHello;
    private final ServerFlightEnd13 end;

    FlightSecretsTest() {
        TlsConfig config = ServerFixture.config(KeyKind.EC_P256).build();
        RecordingEffects client = new RecordingEffects();
        ClientHandshake.start(config, client);
        clientHello = client.sentRaw().get(0);
        end = assertInstanceOf(
                ServerFlightEnd13.class,
                ServerHandshake.start(config).on(Received.decode(clientHello, Dialect.TLS13), effects));
    }

    @Test
    void forgetsTheHandshakeSecretsWhenTheConnectionEnds() {
        end.destroy();
        assertTrue(end.clientHandshakeTrafficSecret().secret().isDestroyed());
        assertTrue(end.serverHandshakeTrafficSecret().secret().isDestroyed());
        assertThrows(IllegalStateException.class, end.handshakeSecret()::masterSecret);
    }

    @Test
    void keepsWhatTheClientsFinishedNeedsAlone() {
        FlightSent sent = assertInstanceOf(FlightSent.class, end.goOn(effects));
        assertTrue(end.serverHandshakeTrafficSecret().secret().isDestroyed());
        WaitForeseenFinished next = assertInstanceOf(WaitForeseenFinished.class, effects.goOn(sent));
        assertThrows(IllegalStateException.class, end.handshakeSecret()::masterSecret);
        assertFalse(next.handshake().clientHandshakeTrafficSecret().secret().isDestroyed());
    }

    @Test
    void forgetsTheHandshakeSecretsWhenTheConnectionEndsBehindItsFinished() {
        end.goOn(effects).destroy();
        assertTrue(end.clientHandshakeTrafficSecret().secret().isDestroyed());
        assertThrows(IllegalStateException.class, end.handshakeSecret()::masterSecret);
    }

    /** A key of a session, as it is when its binder has been checked. */
    private static AcceptedKey sessionKey(TlsConfig config) {
        Session13 session = new Session13(
                SampleFacts.of(Instant.EPOCH).build(),
                SUITE,
                Secret.copyOf(Bytes.hex("ab".repeat(32)).toArray()),
                Bytes.hex("7e57"),
                0,
                Instant.EPOCH,
                Duration.ofHours(1),
                0,
                Optional.empty());
        return new AcceptedKey(
                EarlySecret.of(new Hkdf(config.jca(), SUITE.hash()), session.preSharedKey()),
                0,
                BinderVerified.check(new byte[32], Bytes.owning(new byte[32])),
                Optional.of(session),
                Optional.empty());
    }

    /** Sends a flight by this key alone. */
    private void flight(TlsConfig config, AcceptedKey key) {
        flight(config, Optional.empty(), key);
    }

    /** Sends a flight by this key, and a key exchange if there is a group for one. */
    private void flight(TlsConfig config, Optional<NamedGroup> group, AcceptedKey key) {
        Transcript transcript = new Transcript(config.jca());
        transcript.hashWith(SUITE.hash());
        transcript.add(clientHello);
        ClientHello hello =
                (ClientHello) Received.decode(clientHello, Dialect.TLS13).message();
        effects.goOn(new ServerFlight13(config, transcript, SUITE, group, false, 0)
                .send(
                        hello.with(hello.extensions().with(new ApplicationLayerProtocolNegotiation(List.of("h2")))),
                        group.map(each -> new KeyShareEntry(each.codePoint(), Bytes.hex("09"))),
                        Optional.of(key),
                        effects));
    }

    private static void assertForgotten(AcceptedKey key) {
        assertTrue(key.session().orElseThrow().preSharedKey().isDestroyed());
        assertThrows(IllegalStateException.class, key.earlySecret()::resumptionBinderKey);
    }

    @Test
    void forgetsTheKeyOfARefusedClient() {
        TlsConfig refusing = ServerFixture.config(KeyKind.EC_P256)
                .applicationProtocols(List.of("http/1.1"))
                .build();
        AcceptedKey key = sessionKey(refusing);
        TlsException refused = assertThrows(TlsException.class, () -> flight(refusing, key));
        assertEquals(AlertDescription.NO_APPLICATION_PROTOCOL, refused.alert());
        assertForgotten(key);
    }

    @Test
    void forgetsTheSecretsOfAFlightThatFailsOnItsWay() {
        KeptSecrets secrets = new KeptSecrets(KeyLog.EXPORTER_SECRET);
        TlsConfig failing =
                ServerFixture.config(KeyKind.EC_P256).keyLog(secrets).build();
        AcceptedKey key = sessionKey(failing);
        assertThrows(IllegalStateException.class, () -> flight(failing, key));
        assertForgotten(key);
        assertTrue(secrets.isWiped(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET));
        assertTrue(secrets.isWiped(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET));
        assertTrue(secrets.isWiped(KeyLog.EXPORTER_SECRET));
    }

    @Test
    void forgetsTheApplicationSecretsOfAFlightThatFailsAtItsEnd() {
        KeptSecrets secrets = new KeptSecrets(KeyLog.SERVER_TRAFFIC_SECRET_0);
        TlsConfig failing =
                ServerFixture.config(KeyKind.EC_P256).keyLog(secrets).build();
        assertThrows(IllegalStateException.class, () -> flight(failing, sessionKey(failing)));
        assertTrue(secrets.isWiped(KeyLog.CLIENT_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.SERVER_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.EXPORTER_SECRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void forgetsWhatWasDerivedBeforeOneThatCannotBe(int derived) {
        KeptMacs macs = new KeptMacs();
        TlsConfig config = ServerFixture.config(KeyKind.EC_P256)
                .jca(TestJca.of(Jca.Source.AUTO, macs.before(Security.getProviders())))
                .build();
        HandshakeState flight = ServerHandshake.start(config).on(Received.decode(clientHello, Dialect.TLS13), effects);
        FlightSent sent = assertInstanceOf(FlightSent.class, ((ServerFlightEnd13) flight).goOn(effects));
        macs.failAfter(derived);
        assertThrows(ProviderException.class, () -> sent.goOn(effects));
        assertEquals(derived, macs.given());
        assertTrue(macs.allWiped());
    }

    /** A group in which this is the answer to every share. */
    private static final class Answering extends GroupLike {
        private final Encapsulated answer;

        Answering(NamedGroup like, Encapsulated answer) {
            super(like);
            this.answer = answer;
        }

        @Override
        public Encapsulated encapsulate(EphemeralKeys keys, byte[] peerShare) {
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void forgetsTheSecretOfTheKeyExchangeWhetherItServesOrNot(boolean serves) {
        TlsConfigBuilder builder = ServerFixture.config(KeyKind.EC_P256);
        TlsConfig config = (serves ? builder : builder.random(new ExhaustedRandom())).build();
        Secret shared = Secret.owning(new byte[] {1, 2, 3});
        NamedGroup group = new Answering(
                NamedGroups.byName("X25519MLKEM768").orElseThrow(), new Encapsulated(new byte[1], shared));
        if (serves) {
            flight(config, Optional.of(group), sessionKey(config));
        } else {
            AcceptedKey key = sessionKey(config);
            assertThrows(ProviderException.class, () -> flight(config, Optional.of(group), key));
        }
        assertTrue(shared.isDestroyed());
    }

    @Test
    void forgetsAKeyOfTheProgramWhoseBinderIsWrong() {
        TlsConfig config = ServerFixture.config(KeyKind.EC_P256).build();
        Bytes name = Bytes.hex("6b6579");
        ExternalKey key = new ExternalKey(name, Secret.owning(new byte[32]), SUITE.hash(), false, name);
        PreSharedKey.Offered offered =
                new PreSharedKey.Offered(List.of(new PskIdentity(name, 0)), List.of(Bytes.owning(new byte[32])));
        TlsException refused = assertThrows(
                TlsException.class,
                () -> AcceptedKey.external(config, key, offered, 0, new Transcript(config.jca()), clientHello));
        assertEquals(AlertDescription.DECRYPT_ERROR, refused.alert());
        assertTrue(key.key().isDestroyed());
    }

    /** A server that keeps its sessions, and has sent its Finished. */
    private static WaitForeseenFinished keeping(TlsConfig config, RecordingEffects again) {
        RecordingEffects client = new RecordingEffects();
        ClientHandshake.start(config, client);
        HandshakeState flight = ServerHandshake.start(config)
                .on(Received.decode(client.sentRaw().get(0), Dialect.TLS13), again);
        return assertInstanceOf(WaitForeseenFinished.class, again.goOn(flight));
    }

    private static TlsConfig keeping() {
        Sessions sessions = Sessions.of(new SecureRandom(), InstantSource.system(), 10, Duration.ofHours(1))
                .withTickets(false, 2, true);
        return ServerFixture.config(KeyKind.EC_P256).sessions(sessions).build();
    }

    /** What is sent only behind the client's Finished, and never was. */
    @Test
    void forgetsTheSessionsOfTicketsThatWereNotSent() {
        WaitForeseenFinished waiting = keeping(keeping(), new RecordingEffects());
        TicketFlight tickets = waiting.tickets().orElseThrow();
        assertEquals(2, tickets.waiting().size());
        waiting.destroy();
        for (TicketFlight.Made ticket : tickets.waiting()) {
            assertTrue(ticket.kept().orElseThrow().preSharedKey().isDestroyed());
        }
        assertTrue(tickets.resumptionMasterSecret().isDestroyed());
    }

    /** Else the store would hold sessions whose keys are gone. */
    @Test
    void keepsNoSessionOfTicketsThatCannotAllBeSent() {
        TlsConfig config = keeping();
        RecordingEffects again = new RecordingEffects();
        WaitForeseenFinished waiting = keeping(config, again);
        Received finished = Received.decode(MessageCodec.encode(new Finished(waiting.verifyData())), Dialect.TLS13);
        again.failAfter(1);
        assertThrows(IllegalStateException.class, () -> waiting.on(finished, again));
        waiting.destroy();
        again.sent(NewSessionTicket13.class);
        for (TicketFlight.Made ticket : waiting.tickets().orElseThrow().waiting()) {
            Bytes name = ticket.kept().orElseThrow().ticket();
            assertEquals(Optional.empty(), config.sessions().server().take13(name));
        }
    }

    @Test
    void forgetsTheSessionOfATicketThatCannotBeMade() {
        TlsConfig config = keeping();
        TicketFlight tickets = keeping(config, new RecordingEffects()).tickets().orElseThrow();
        TlsConfig exhausted = ServerFixture.config(KeyKind.EC_P256)
                .sessions(config.sessions())
                .random(new ExhaustedRandom())
                .build();
        TicketFlight failing =
                new TicketFlight(exhausted, SUITE, tickets.hkdf(), tickets.resumptionMasterSecret(), 0, List.of());
        Session13 session = tickets.waiting().get(0).kept().orElseThrow();
        assertThrows(ProviderException.class, () -> failing.made(session, Bytes.hex("0001"), ExtensionBlock.empty()));
        assertTrue(session.preSharedKey().isDestroyed());
    }

    @Test
    void forgetsTheTicketsBeforeOneThatCannotBeMade() {
        TicketFlight tickets =
                keeping(keeping(), new RecordingEffects()).tickets().orElseThrow();
        TicketFlight.Made made = tickets.waiting().get(0);
        assertThrows(
                ProviderException.class,
                () -> TicketFlight.allOrNone(0, 2, i -> {
                    if (i == 1) {
                        throw new ProviderException("no entropy");
                    }
                    return made;
                }));
        assertTrue(made.kept().orElseThrow().preSharedKey().isDestroyed());
    }

    @Test
    void takesNoMessage() {
        Received again = Received.decode(clientHello, end.dialect());
        TlsException refused = assertThrows(TlsException.class, () -> end.on(again, effects));
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, refused.alert());
        assertTrue(end.goesOn() && end.costly());
    }

    @Test
    void onlySuchStatesGoOnByThemselves() {
        FlightSent sent = assertInstanceOf(FlightSent.class, end.goOn(effects));
        assertTrue(sent.goesOn() && sent.costly());
        assertThrows(TlsException.class, () -> sent.on(Received.decode(clientHello, sent.dialect()), effects));
        KeysMade made = assertInstanceOf(KeysMade.class, sent.goOn(effects));
        assertTrue(made.goesOn() && made.costly());
        assertThrows(TlsException.class, () -> made.on(Received.decode(clientHello, made.dialect()), effects));
        WaitForeseenFinished next = assertInstanceOf(WaitForeseenFinished.class, made.goOn(effects));
        assertFalse(next.goesOn());
        assertThrows(IllegalStateException.class, () -> next.goOn(effects));
    }
}
