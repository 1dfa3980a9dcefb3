package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Session12;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.ManualClock;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resumption in TLS 1.2 and below by id and by ticket, both ends ours (RFC 5246 §7.3, RFC 5077 §3, RFC 7627 §5.3). */
class Resumption12Test extends KeepsSessions {
    Resumption12Test() {
        super(ProtocolVersion.TLS12);
    }

    /** The server's sessions, in tickets or in its own keeping. */
    private TlsConfigBuilder server(boolean sealed) {
        return server().sessions(serverSessions.withTickets(sealed, 2, true));
    }

    private static boolean resumes(TlsConfigBuilder client, TlsConfigBuilder server) {
        return connect(client, server).client.facts().resumed();
    }

    private static List<CipherSuite> suites(String... names) {
        return Stream.of(names)
                .map(name -> CipherSuites.byName(name).orElseThrow())
                .toList();
    }

    @ParameterizedTest(name = "in tickets: {0}, also offering TLS 1.3: {1}")
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void resumesWithTheSamePeerAndSession(boolean sealed, boolean offers13) {
        List<ProtocolVersion> versions =
                offers13 ? List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12) : List.of(ProtocolVersion.TLS12);
        List<ProtocolVersion> only12 = List.of(ProtocolVersion.TLS12);
        Pair first = connect(client().versions(versions), server(sealed).versions(only12));
        assertFalse(first.client.facts().resumed());
        assertEquals(sealed ? 0 : 1, serverSessions.server().size());
        assertEquals(1, clientSessions.client().size());
        assertEquals(32, first.server.facts().sessionId().length());
        clock.pass(Duration.ofMinutes(5));
        for (int i = 0; i < 3; i++) {
            Pair next = connect(client().versions(versions), server(sealed).versions(only12));
            assertSameSession(first.client.facts(), next.client.facts());
            assertSameSession(first.server.facts(), next.server.facts());
        }
        assertEquals(List.of("server ECDHE_ECDSA"), clientPorts.verified());
        assertEquals(1, clientSessions.client().size());
    }

    @ParameterizedTest(name = "{0}, in tickets: {1}")
    @CsvSource({"TLS11, true", "TLS11, false", "TLS10, true", "TLS10, false"})
    void olderVersionsResumeToo(ProtocolVersion version, boolean sealed) {
        List<ProtocolVersion> only = List.of(version);
        Pair first = connect(client().versions(only), server(sealed).versions(only));
        assertEquals(version, first.server.facts().version().orElseThrow());
        Pair second = connect(client().versions(only), server(sealed).versions(only));
        assertSameSession(first.client.facts(), second.client.facts());
        assertSameSession(first.server.facts(), second.server.facts());
        List<ProtocolVersion> with12 = List.of(ProtocolVersion.TLS12, version);
        Pair newer = connect(client().versions(with12), server(sealed).versions(with12));
        assertEquals(ProtocolVersion.TLS12, newer.client.facts().version().orElseThrow());
        assertFalse(newer.client.facts().resumed(), "a session keeps its version");
    }

    private static void assertSameSession(HandshakeFacts first, HandshakeFacts later) {
        assertTrue(later.resumed());
        assertEquals(first.version(), later.version());
        assertEquals(first.cipherSuite(), later.cipherSuite());
        assertEquals(first.sessionId(), later.sessionId());
        assertEquals(
                first.sessionCreatedAt().orElseThrow().toEpochMilli(),
                later.sessionCreatedAt().orElseThrow().toEpochMilli());
        assertEquals(first.peerCertificates(), later.peerCertificates());
        assertEquals(first.localCertificates(), later.localCertificates());
        assertEquals(first.extendedMasterSecret(), later.extendedMasterSecret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
            })
    void everyKindOfSuiteResumes(String suite) {
        for (boolean sealed : new boolean[] {true, false}) {
            connect(client().cipherSuites(suites(suite)), server(sealed).cipherSuites(suites(suite)));
            Pair second =
                    connect(client().cipherSuites(suites(suite)), server(sealed).cipherSuites(suites(suite)));
            assertTrue(second.client.facts().resumed());
            assertEquals(
                    suite, second.client.facts().cipherSuite().orElseThrow().ianaName());
            clientSessions.client().ids().forEach(clientSessions.client()::invalidate);
        }
    }

    @Test
    void carriesTheClientsIdentityOver() {
        TlsConfigBuilder server = server().clientAuthentication(ClientAuthentication.REQUIRED);
        Pair first = connect(client(), server);
        Pair second = connect(client(), server);
        assertTrue(second.server.facts().resumed());
        assertFalse(first.server.facts().peerCertificates().isEmpty());
        assertEquals(
                first.server.facts().peerCertificates(), second.server.facts().peerCertificates());
        assertEquals(1, serverPorts.verified().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothSidesLogTheKeysOfEachConnection(boolean sealed) {
        List<List<Bytes>> ofClient = new ArrayList<>();
        List<List<Bytes>> ofServer = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            connect(client().keyLog(into(ofClient)), server(sealed).keyLog(into(ofServer)));
        }
        assertEquals(2, ofServer.size());
        assertEquals(ofClient, ofServer);
        assertNotEquals(ofServer.get(0).get(1), ofServer.get(1).get(1), "another random");
        assertEquals(ofServer.get(0).get(2), ofServer.get(1).get(2), "the same master secret");
    }

    /** Each entry: label, the client's random, secret. */
    private static KeyLog into(List<List<Bytes>> entries) {
        return (label, random, secret) -> entries.add(List.of(
                Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)), Bytes.copyOf(random), Bytes.copyOf(secret)));
    }

    @Test
    void choosesTheApplicationProtocolAnew() {
        connect(client().applicationProtocols(List.of("h2")), server().applicationProtocols(List.of("h2")));
        Pair second = connect(
                client().applicationProtocols(List.of("http/1.1")), server().applicationProtocols(List.of("http/1.1")));
        assertTrue(second.client.facts().resumed());
        assertEquals(Optional.of("http/1.1"), second.client.facts().applicationProtocol());
        assertEquals(Optional.of("http/1.1"), second.server.facts().applicationProtocol());
    }

    @Test
    void agreesOnTheLengthOfRecordsAnew() {
        connect(client(), server());
        Pair second = connect(client().maxRecordContent(512), server());
        assertTrue(second.client.facts().resumed());
        assertEquals(512, second.server.fragmentLimit());
        assertEquals(512, second.client.fragmentLimit());
    }

    /** One thing that is different at the second connection. */
    private record Difference(
            Consumer<Resumption12Test> before,
            UnaryOperator<TlsConfigBuilder> client,
            UnaryOperator<TlsConfigBuilder> server) {
        static Difference before(Consumer<Resumption12Test> action) {
            return new Difference(action, builder -> builder, builder -> builder);
        }

        static Difference client(UnaryOperator<TlsConfigBuilder> change) {
            return new Difference(test -> {}, change, builder -> builder);
        }

        static Difference server(UnaryOperator<TlsConfigBuilder> change) {
            return new Difference(test -> {}, builder -> builder, change);
        }
    }

    static Stream<Arguments> reasons() {
        UnaryOperator<TlsConfigBuilder> otherSuite =
                builder -> builder.cipherSuites(suites("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"));
        List<Arguments> reasons = List.of(
                Arguments.of("time is up", Difference.before(test -> test.clock.pass(Duration.ofHours(25)))),
                Arguments.of("the server thinks that time is up", Difference.before(test -> {
                    test.serverSessions.server().timeout(Duration.ofMinutes(1));
                    test.clock.pass(Duration.ofMinutes(2));
                })),
                Arguments.of(
                        "invalidated by the client",
                        Difference.before(test ->
                                test.clientSessions.client().ids().forEach(test.clientSessions.client()::invalidate))),
                Arguments.of(
                        "another name", Difference.client(builder -> builder.serverName(Optional.of("other.example")))),
                Arguments.of(
                        "checked otherwise",
                        Difference.client(builder -> builder.sessions(
                                builder.build().sessions().forConnection(Optional.of(PEER), "LDAPS", true)))),
                Arguments.of("another suite, said by the client", Difference.client(otherSuite)),
                Arguments.of("another suite, said by the server", Difference.server(otherSuite)),
                Arguments.of(
                        "another version",
                        Difference.client(
                                builder -> builder.versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)))),
                Arguments.of(
                        "a client certificate is required now",
                        Difference.server(builder -> builder.clientAuthentication(ClientAuthentication.REQUIRED))),
                Arguments.of(
                        "the client remembers nothing",
                        Difference.client(builder -> builder.sessions(Sessions.none()))),
                Arguments.of(
                        "the server remembers nothing",
                        Difference.server(builder -> builder.sessions(Sessions.none()))),
                Arguments.of(
                        "another context, other keys",
                        Difference.server(builder -> builder.sessions(
                                Sessions.of(new SecureRandom(), new ManualClock(), 1, Duration.ofHours(1))))));
        return reasons.stream()
                .flatMap(reason -> Stream.of(true, false)
                        .map(inTickets -> Arguments.of(reason.get()[0], inTickets, reason.get()[1])));
    }

    @ParameterizedTest(name = "{0}, in tickets: {1}")
    @MethodSource("reasons")
    void doesNotResumeBecause(String reason, boolean sealed, Difference difference) {
        assertFalse(resumes(client(), server(sealed)));
        difference.before().accept(this);
        Pair second =
                connect(difference.client().apply(client()), difference.server().apply(server(sealed)));
        assertFalse(second.client.facts().resumed(), reason);
        assertFalse(second.client.facts().peerCertificates().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatTheServerEndedIsNotTakenUp(boolean sealed) {
        Pair first = connect(client(), server(sealed));
        serverSessions.server().invalidate(first.server.facts().sessionId());
        assertFalse(resumes(client(), server(sealed)));
    }

    @Test
    void aRetiredKeyStillOpensAndTheTicketIsRenewed() {
        connect(client(), server());
        Bytes first = ticket();
        clock.pass(Duration.ofMinutes(59));
        assertTrue(resumes(client(), server()));
        assertEquals(first, ticket(), "its key is not retired yet");
        clock.pass(Duration.ofMinutes(2));
        assertTrue(resumes(client(), server()));
        Bytes second = ticket();
        assertNotEquals(first.slice(0, 16), second.slice(0, 16), "another key");
        assertEquals(1, clientSessions.client().size());
        clock.pass(Duration.ofHours(22));
        assertTrue(resumes(client(), server()), "a retired key opens for as long as a ticket lives");
        // A renewed ticket does not prolong the session.
        clock.pass(Duration.ofHours(1));
        assertFalse(resumes(client(), server()));
    }

    private Bytes ticket() {
        Session12 session = clientSessions.client().find12(PEER, any -> true).orElseThrow();
        session.destroy();
        return session.ticket();
    }

    @ParameterizedTest
    @ValueSource(strings = {"altered", "truncated", "of one byte"})
    void aTicketThatDoesNotHoldLeadsToAFullHandshake(String how) {
        connect(client(), server());
        Session12 good = clientSessions.client().find12(PEER, any -> true).orElseThrow();
        byte[] ticket = good.ticket().toArray();
        ticket[ticket.length - 1] ^= 1;
        Bytes forged = switch (how) {
            case "altered" -> Bytes.owning(ticket);
            case "truncated" -> good.ticket().slice(0, ticket.length - 1);
            default -> Bytes.hex("00");
        };
        clientSessions
                .client()
                .add(new Session12(
                        good.facts(),
                        good.version(),
                        good.suite(),
                        good.masterSecret(),
                        good.extendedMasterSecret(),
                        good.encryptThenMac(),
                        forged,
                        good.ticketLifetime()));
        assertFalse(resumes(client(), server()));
        assertTrue(resumes(client(), server()), "the new ticket holds");
    }

    @Test
    void aClientThatWantsNoTicketGetsAnId() {
        TlsConfigBuilder client = client();
        client.sessions(client.build().sessions().withTickets(true, 2, false));
        connect(client, server());
        assertTrue(ticket().isEmpty());
        assertEquals(1, serverSessions.server().size());
        assertTrue(resumes(client, server()));
    }

    @Test
    void aFatalAlertEndsTheSessionOnBothSides() {
        for (boolean sealed : new boolean[] {true, false}) {
            Pair pair = connect(client(), server(sealed));
            byte[] record = Pair.seal(pair.client, new byte[] {1});
            record[record.length - 1] ^= 1;
            pair.deliver(pair.server, record);
            pair.deliver(pair.client, Pair.drainOne(pair.server));
            assertTrue(pair.client.failure() != null && pair.server.failure() != null);
            assertTrue(clientSessions.client().isInvalidated(pair.client.facts().sessionId()));
            assertTrue(serverSessions.server().isInvalidated(pair.server.facts().sessionId()));
            assertFalse(resumes(client(), server(sealed)));
            clientSessions.client().ids().forEach(clientSessions.client()::invalidate);
        }
    }

    @Test
    void aMissingGoodbyeDoesNotEndTheSession() {
        Pair pair = connect(client(), server());
        TlsException truncated = assertThrows(TlsException.class, pair.client::transportEnded);
        assertEquals(truncated, pair.client.failure());
        assertTrue(resumes(client(), server()));
        Pair half = connect(client(), server());
        assertThrows(TlsException.class, half.client::closeInbound);
        assertNull(half.client.failure());
        assertTrue(resumes(client(), server()));
    }

    @Test
    void aSessionIsOnlyResumedWhereNoNewOneMayBeMade() {
        for (List<ProtocolVersion> versions : List.of(List.of(ProtocolVersion.TLS12), List.of(ProtocolVersion.TLS13))) {
            Sessions no = clientSessions.forConnection(Optional.of(PEER), "HTTPS", false);
            Pair alone = new Pair(client().versions(versions).sessions(no).build(), server().build());
            assertRefused(alone::handshake);
            connect(client().versions(versions), server());
            assertTrue(resumes(client().versions(versions).sessions(no), server()));
            // The server has forgotten: the client does not go on.
            connect(client().versions(versions), server());
            Pair forgotten = new Pair(
                            client().versions(versions).sessions(no).build(),
                            server().sessions(sessions()).build())
                    .handshake();
            assertTrue(String.valueOf(forgotten.client.failure()).contains("does not allow a new one"));
            // And so for the server.
            Pair strict = new Pair(
                            client().versions(versions).build(),
                            server().sessions(sessions().forConnection(Optional.empty(), "", false))
                                    .build())
                    .handshake();
            assertTrue(String.valueOf(strict.server.failure()).contains("does not allow a new one"));
            clientSessions.client().ids().forEach(clientSessions.client()::invalidate);
        }
    }

    private static void assertRefused(Runnable handshake) {
        try {
            handshake.run();
        } catch (io.handfast.alert.TlsException refused) {
            assertTrue(String.valueOf(refused.getMessage()).contains("no session to resume"));
            return;
        }
        throw new AssertionError("a handshake without a session began");
    }
}
