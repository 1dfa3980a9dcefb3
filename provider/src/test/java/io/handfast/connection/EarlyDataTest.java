package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataOptions;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.ManualClock;
import io.handfast.testing.Spec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Early data between two of ours: taken, passed over, or not offered (RFC 8446 §2.3, §4.2.10). */
class EarlyDataTest extends EarlyDataFixture {
    static Stream<Arguments> sizes() {
        return Stream.of(1, 16_384, 16_385, 100_000)
                .flatMap(size -> Stream.of(
                        Arguments.of(size, "TLS_AES_128_GCM_SHA256"),
                        Arguments.of(size, "TLS_AES_256_GCM_SHA384"),
                        Arguments.of(size, "TLS_CHACHA20_POLY1305_SHA256")));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    @Spec("RFC8446-4.5-1")
    void arrivesWholeAndApartFromAllElse(int size, String suite) {
        byte[] early = new byte[size];
        Arrays.fill(early, (byte) 7);
        UnaryOperator<TlsConfigBuilder> one = builder ->
                builder.cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow()));
        acquaint(one.apply(client(early)), one.apply(server()));
        Pair second =
                new Pair(one.apply(client(early)).build(), one.apply(server()).build());
        second.handshake();
        assertArrayEquals(early, second.server.readEarlyData());
        assertEquals(0, second.server.readEarlyData().length, "read once");
        assertStatus(EarlyDataStatus.ACCEPTED, established(second));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void needsNeitherMiddleboxesNorSealedTickets(boolean either) {
        Sessions kept = serverSessions.withTickets(either, 2, true);
        acquaint(client().middleboxCompatibility(either), server().sessions(kept));
        Pair second = new Pair(
                        client().middleboxCompatibility(either).build(),
                        server().sessions(kept).build())
                .handshake();
        assertArrayEquals(EARLY, second.server.readEarlyData());
        assertStatus(EarlyDataStatus.ACCEPTED, established(second));
    }

    /** The server's ticket was made before, but the age of one that it keeps begins when it is sent. */
    @Test
    void isTakenThoughTheClientThoughtAboutTheServersChain() {
        Sessions kept = serverSessions.withTickets(false, 2, true);
        Pair first = new Pair(client().build(), server().sessions(kept).build());
        first.client.begin();
        first.server.begin();
        first.deliver(first.server, Pair.drainOne(first.client));
        clock.pass(Duration.ofMinutes(1));
        established(first.handshake());
        Pair second = new Pair(client().build(), server().sessions(kept).build()).handshake();
        assertArrayEquals(EARLY, second.server.readEarlyData());
        assertStatus(EarlyDataStatus.ACCEPTED, established(second));
    }

    @Test
    @Spec("RFC8446-4.2.11.3-1")
    void isThereBeforeTheHandshakeIsDone() {
        acquaint();
        Pair pair = new Pair(client().build(), server().build());
        pair.client.begin();
        pair.server.begin();
        assertEquals(EarlyDataStatus.OFFERED, pair.client.facts().earlyData());
        while (pair.client.hasOutput()) {
            pair.deliver(pair.server, Pair.drainOne(pair.client));
        }
        assertArrayEquals(EARLY, pair.server.readEarlyData());
        assertFalse(pair.server.connected());
        assertEquals(EarlyDataStatus.ACCEPTED, pair.server.facts().earlyData());
        established(pair.handshake());
    }

    @Test
    void goesFromTicketToTicket() {
        acquaint();
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofMinutes(30));
            Pair next = new Pair(client().build(), server().build()).handshake();
            assertArrayEquals(EARLY, next.server.readEarlyData());
            assertStatus(EarlyDataStatus.ACCEPTED, established(next));
        }
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of(
                        "the server no longer takes the group behind the ticket",
                        Difference.server(builder -> builder.groups(
                                List.of(NamedGroups.byName("x25519").orElseThrow())))),
                Arguments.of(
                        "the server takes none any more",
                        Difference.server(builder -> builder.options(ConnectionOptions.DEFAULTS))),
                Arguments.of(
                        "the server takes less than the ticket says",
                        Difference.server(builder -> builder.options(ConnectionOptions.DEFAULTS.withEarlyData(
                                EarlyDataOptions.NONE.withMaxEarlyDataSize(99_999))))),
                Arguments.of(
                        "another suite of the same hash",
                        Difference.server(builder ->
                                builder.cipherSuites(List.of(CipherSuites.byName("TLS_CHACHA20_POLY1305_SHA256")
                                        .orElseThrow())))),
                Arguments.of(
                        "another hash, so that nothing is resumed",
                        Difference.server(builder -> builder.cipherSuites(List.of(
                                CipherSuites.byName("TLS_AES_256_GCM_SHA384").orElseThrow())))),
                Arguments.of(
                        "another application protocol",
                        Difference.server(builder -> builder.applicationProtocols(List.of("http/1.1")))),
                Arguments.of(
                        "a HelloRetryRequest",
                        Difference.server(builder -> builder.groups(
                                List.of(NamedGroups.byName("secp384r1").orElseThrow())))),
                Arguments.of(
                        "tickets of somebody else",
                        Difference.server(builder -> builder.sessions(
                                Sessions.of(new SecureRandom(), new ManualClock(), 1, Duration.ofHours(1))))),
                Arguments.of(
                        "a server that remembers nothing",
                        Difference.server(builder -> builder.sessions(Sessions.none()))),
                Arguments.of(
                        "a ClientHello from the past",
                        Difference.session(session -> aged(session, Duration.ofMillis(-10_001)))),
                Arguments.of(
                        "a ClientHello from the future",
                        Difference.session(session -> aged(session, Duration.ofMillis(10_001)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    @Spec({
        "RFC8446-4.2.10-6",
        "RFC8446-4.2.10-8",
        "RFC8446-4.2.10-9",
        "RFC8446-4.2.10-11",
        "RFC8446-4.5-2",
        "RFC8446-E.5-4"
    })
    void isPassedOverBecauseOf(String reason, Difference difference) {
        UnaryOperator<TlsConfigBuilder> named = builder -> builder.applicationProtocols(List.of("h2", "http/1.1"));
        acquaint(named.apply(client()), named.apply(server()));
        clock.pass(Duration.ofMinutes(1));
        difference.before().accept(this);
        Pair second = new Pair(
                        difference.client().apply(named.apply(client())).build(),
                        difference.server().apply(named.apply(server())).build())
                .handshake();
        assertStatus(EarlyDataStatus.REJECTED, established(second));
        assertEquals(0, second.server.readEarlyData().length);
    }

    @Test
    @Spec("RFC8446-4.2.10-3")
    void isTakenWithinTheWindowOfTenSeconds() {
        for (int offset : new int[] {-10_000, 10_000}) {
            acquaint();
            clock.pass(Duration.ofMinutes(1));
            Difference.session(session -> aged(session, Duration.ofMillis(offset)))
                    .before()
                    .accept(this);
            Pair pair = new Pair(client().build(), server().build()).handshake();
            assertStatus(EarlyDataStatus.ACCEPTED, established(pair));
        }
    }

    /** The key of early data is no better than the key exchange that the ticket came from (RFC 8446 §2.3). */
    @Test
    void isNotOfferedUnderAKeyOfAGroupThatIsGivenUp() {
        List<NamedGroup> classic = List.of(NamedGroups.byName("x25519").orElseThrow());
        acquaint(client().groups(classic), server());
        List<NamedGroup> postQuantum =
                List.of(NamedGroups.byName("X25519MLKEM768").orElseThrow());
        Pair second = new Pair(client().groups(postQuantum).build(), server().build()).handshake();
        assertTrue(second.client.facts().resumed());
        assertStatus(EarlyDataStatus.NOT_OFFERED, established(second));
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of("too much for the ticket", EARLY.length - 1, EARLY, List.of("h2"), List.of("h2")),
                Arguments.of("a ticket that allows none", 0, EARLY, List.of("h2"), List.of("h2")),
                Arguments.of("nothing to send", 100, new byte[0], List.of("h2"), List.of("h2")),
                Arguments.of("the protocol of the session is not offered", 100, EARLY, List.of("h2"), List.of("h3")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    @Spec("RFC8446-E.5-3")
    void isNotOfferedBecauseOf(String reason, int most, byte[] early, List<String> first, List<String> second) {
        acquaint(client().applicationProtocols(first), server(most).applicationProtocols(first));
        Pair pair = new Pair(
                        client(early).applicationProtocols(second).build(),
                        server(most).applicationProtocols(second).build())
                .handshake();
        assertTrue(pair.client.facts().resumed());
        assertStatus(EarlyDataStatus.NOT_OFFERED, established(pair));
    }
}
