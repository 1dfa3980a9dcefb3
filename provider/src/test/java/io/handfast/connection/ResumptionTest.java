package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.ManualClock;
import io.handfast.testing.Spec;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resumption in TLS 1.3, both ends ours (RFC 8446 §2.2, §4.2.11, §4.6.1). */
class ResumptionTest extends KeepsSessions {
    ResumptionTest() {
        super(ProtocolVersion.TLS13);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Spec({"RFC8446-4.2.9-1", "RFC8446-4.2.9-2", "RFC8446-9.2-7"})
    void resumesWithTheSamePeerAndSession(boolean sealed) {
        Sessions kept = serverSessions.withTickets(sealed, 2, true);
        Pair first = connect(client(), server().sessions(kept));
        assertFalse(first.client.facts().resumed());
        assertEquals(2, clientSessions.client().size());
        assertEquals(sealed ? 0 : 2, serverSessions.server().size());
        clock.pass(Duration.ofMinutes(5));
        Pair second = connect(client(), server().sessions(kept));
        assertTrue(second.client.facts().resumed());
        assertEquals(first.client.facts().sessionId(), second.client.facts().sessionId());
        assertEquals(first.server.facts().sessionId(), second.server.facts().sessionId());
        assertEquals(
                first.server.facts().sessionCreatedAt().orElseThrow().toEpochMilli(),
                second.server.facts().sessionCreatedAt().orElseThrow().toEpochMilli());
        assertEquals(
                first.client.facts().peerCertificates(), second.client.facts().peerCertificates());
        assertEquals(
                first.server.facts().localCertificates(), second.server.facts().localCertificates());
        assertEquals(List.of("server UNKNOWN"), clientPorts.verified());
        // One ticket went, one came for it.
        assertEquals(2, clientSessions.client().size());
        assertTrue(connect(client(), server().sessions(kept)).client.facts().resumed());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumesAfterAHelloRetryRequest(boolean stateless) {
        TlsConfigBuilder server = server().groups(
                        List.of(NamedGroups.byName("secp384r1").orElseThrow()))
                .options(ConnectionOptions.DEFAULTS.withStatelessRetry(stateless));
        Pair first = connect(client(), server);
        Pair second = connect(client(), server);
        assertTrue(first.client.facts().helloRetryRequest());
        assertTrue(second.client.facts().helloRetryRequest());
        assertTrue(second.client.facts().resumed());
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

    /** The keys of a connection that failed should be forgotten, and what its tickets stand for is one of them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientForgetsTheTicketsOfAConnectionThatFailed(boolean byUs) {
        Pair pair = connect(client(), server());
        assertEquals(2, clientSessions.client().size());
        TlsConnection from = byUs ? pair.server : pair.client;
        byte[] record = Pair.seal(from, new byte[] {1});
        record[record.length - 1] ^= 1;
        pair.deliver(byUs ? pair.client : pair.server, record);
        if (!byUs) {
            pair.deliver(pair.client, Pair.drainOne(pair.server));
        }
        assertNotNull(pair.client.failure());
        assertEquals(0, clientSessions.client().size());
        assertFalse(connect(client(), server()).client.facts().resumed());
    }

    @Test
    void choosesTheApplicationProtocolAnew() {
        connect(client().applicationProtocols(List.of("h2")), server().applicationProtocols(List.of("h2")));
        Pair second = connect(
                client().applicationProtocols(List.of("http/1.1")), server().applicationProtocols(List.of("http/1.1")));
        assertTrue(second.client.facts().resumed());
        assertEquals(Optional.of("http/1.1"), second.client.facts().applicationProtocol());
    }

    /** One thing that is different at the second connection. */
    private record Difference(
            Consumer<ResumptionTest> before,
            UnaryOperator<TlsConfigBuilder> client,
            UnaryOperator<TlsConfigBuilder> server) {
        static Difference before(Consumer<ResumptionTest> action) {
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
        UnaryOperator<TlsConfigBuilder> otherHash = builder -> builder.cipherSuites(
                List.of(CipherSuites.byName("TLS_AES_256_GCM_SHA384").orElseThrow()));
        return Stream.of(
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
                        "another name",
                        Difference.client(builder -> builder.serverName(Optional.of("127.0.0.1.example")))),
                Arguments.of("another hash, said by the client", Difference.client(otherHash)),
                Arguments.of("another hash, chosen by the server", Difference.server(otherHash)),
                Arguments.of(
                        "a client certificate is required now",
                        Difference.server(builder -> builder.clientAuthentication(ClientAuthentication.REQUIRED))),
                Arguments.of(
                        "the server remembers nothing",
                        Difference.server(builder -> builder.sessions(Sessions.none()))),
                Arguments.of(
                        "another context, other keys",
                        Difference.server(builder -> builder.sessions(
                                Sessions.of(new SecureRandom(), new ManualClock(), 1, Duration.ofHours(1))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasons")
    @Spec({"RFC8446-4.2.11-3", "RFC8446-4.2.11.1-1", "RFC8446-4.6.1-4", "RFC8446-4.6.1-5", "RFC8446-4.6.1-7"})
    void doesNotResumeBecause(String reason, Difference difference) {
        connect(client(), server());
        difference.before().accept(this);
        Pair second =
                connect(difference.client().apply(client()), difference.server().apply(server()));
        assertFalse(second.client.facts().resumed(), reason);
        assertFalse(second.client.facts().peerCertificates().isEmpty());
    }

    @Test
    void aNameCheckedOtherwiseIsNotTakenUp() {
        connect(client().sessions(clientSessions.forConnection(Optional.of(PEER), "", true)), server());
        assertFalse(connect(client(), server()).client.facts().resumed());
    }

    @Test
    void aSessionThatTheServerEndedOpensNothing() {
        Pair first = connect(client(), server());
        serverSessions.server().invalidate(first.server.facts().sessionId());
        assertFalse(connect(client(), server()).client.facts().resumed());
    }

    @Test
    void aRetiredKeyStillOpensAndAFreshOneSeals() {
        connect(client(), server());
        clock.pass(Duration.ofHours(20));
        assertTrue(connect(client(), server()).client.facts().resumed());
    }

    @Test
    void aTicketIsShownOnce() {
        Sessions one = serverSessions.withTickets(true, 1, true);
        connect(client(), server().sessions(one));
        // The server takes it, but gives none back.
        assertTrue(connect(client(), server().sessions(serverSessions.withTickets(true, 0, true)))
                .client
                .facts()
                .resumed());
        assertEquals(0, clientSessions.client().size());
        assertFalse(connect(client(), server().sessions(one)).client.facts().resumed());
    }

    @Test
    @Spec({"RFC8446-4.2.11-8", "RFC8446-4.2.11-9"})
    void aWrongBinderEndsTheHandshake() {
        connect(client(), server());
        Session13 good = clientSessions.client().take13(PEER, session -> true).orElseThrow();
        // Another key under the same ticket, as somebody has who copied the ticket from the wire.
        good.preSharedKey().reveal()[0] ^= 1;
        clientSessions.client().add(good);
        TlsConfig server = server().build();
        Pair pair = new Pair(client().build(), server).handshake();
        assertEquals(
                AlertDescription.DECRYPT_ERROR,
                ((TlsException) java.util.Objects.requireNonNull(pair.server.failure())).alert());
        assertFalse(pair.client.connected());
    }

    @Test
    void aForgedTicketLeadsToAFullHandshake() {
        connect(client(), server());
        Session13 good = clientSessions.client().take13(PEER, session -> true).orElseThrow();
        byte[] forged = good.ticket().toArray();
        forged[forged.length - 1] ^= 1;
        clientSessions.client().add(good.withTicket(io.handfast.wire.Bytes.owning(forged)));
        assertFalse(connect(client(), server()).client.facts().resumed());
    }

    @Test
    void aSessionKeepsNoLongListOfThePeersMaking() {
        List<SignatureScheme> many = new ArrayList<>();
        while (many.size() < 20_000) {
            many.addAll(Defaults.signatureSchemes());
        }
        Pair pair = connect(client().signatureSchemes(many), server());
        assertEquals(
                CodePoints.of(Defaults.signatureSchemes(), SignatureScheme::codePoint),
                pair.server.facts().peerSignatureAlgorithms());
        assertEquals(
                pair.server.facts().peerSignatureAlgorithms(),
                pair.server.facts().peerSignatureAlgorithmsCert());
        // What is too large for a ticket would stay with the server.
        assertEquals(0, serverSessions.server().size());
        assertTrue(connect(client(), server()).server.facts().resumed());
    }
}
