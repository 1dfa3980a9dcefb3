package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.StatusOptions;
import io.handfast.config.StatusSource;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.OcspAnswer;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** OCSP responses on their way from a server of ours to a client of ours (RFC 6066 §8, RFC 6961, RFC 8446 §4.4.2.1). */
class StapledStatusTest {
    private static final TestCa CA = TestCa.of(KeyKind.RSA);
    private static final Bytes LEAF = Bytes.hex("300101");
    private static final Bytes ISSUER = Bytes.hex("300102");

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)) {
            boolean padded = version.is13();
            cases.add(arguments(version, true, List.of(LEAF, ISSUER), List.of(LEAF, ISSUER)));
            cases.add(arguments(version, true, List.of(LEAF), padded ? List.of(LEAF, Bytes.empty()) : List.of(LEAF)));
            cases.add(arguments(version, true, List.of(Bytes.empty(), ISSUER), List.of(Bytes.empty(), ISSUER)));
            cases.add(arguments(version, true, List.of(), padded ? List.of(Bytes.empty(), Bytes.empty()) : List.of()));
            cases.add(arguments(version, false, List.of(LEAF, ISSUER), null));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, asked {1}, stapled {2}")
    @MethodSource("cases")
    @Spec("RFC8446-4.4.2.1-1")
    void arrives(ProtocolVersion version, boolean asks, List<Bytes> stapled, List<Bytes> expected) {
        List<Integer> counts = new ArrayList<>();
        Pair pair = new Pair(
                        client(version, asks).build(),
                        server(version, (chain, count) -> {
                                    counts.add(count);
                                    return stapled;
                                })
                                .build())
                .handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        assertEquals(Optional.ofNullable(expected), pair.client.facts().statusResponses());
        // Nobody is asked for a response that the client would not take.
        assertEquals(asks ? List.of(2) : List.of(), counts);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void aResumedSessionRemembers(ProtocolVersion version) {
        ManualClock clock = new ManualClock();
        Sessions clientSessions = Sessions.of(new SecureRandom(), clock, 10, Duration.ofHours(1));
        Sessions serverSessions = Sessions.of(new SecureRandom(), clock, 10, Duration.ofHours(1));
        List<Integer> counts = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            Pair pair = new Pair(
                            client(version, true)
                                    .sessions(clientSessions.forConnection(
                                            Optional.of(new PeerKey("localhost", 443)), "", true))
                                    .build(),
                            server(version, (chain, count) -> {
                                        counts.add(count);
                                        return List.of(LEAF, ISSUER);
                                    })
                                    .sessions(serverSessions)
                                    .build())
                    .handshake();
            assertTrue(pair.client.connected() && pair.server.connected());
            assertEquals(round == 1, pair.client.facts().resumed());
            assertEquals(Optional.of(List.of(LEAF, ISSUER)), pair.client.facts().statusResponses());
        }
        assertEquals(1, counts.size());
    }

    /** A chain that is judged again needs staples that hold; who stapled once brings newer ones with a full handshake. */
    @ParameterizedTest
    @CsvSource({"TLS12, true", "TLS13, true", "TLS12, false", "TLS13, false"})
    void aSessionThatIsJudgedAgainIsOfferedWhileItsStaplesHold(ProtocolVersion version, boolean judgedAgain) {
        ManualClock clock = new ManualClock();
        Sessions clientSessions = Sessions.of(new SecureRandom(), clock, 10, Duration.ofHours(20));
        Sessions serverSessions = Sessions.of(new SecureRandom(), clock, 10, Duration.ofHours(20));
        Identity site = CA.localhost(KeyKind.RSA);
        Bytes staple = Bytes.copyOf(OcspAnswer.about(site.certificate(), CA.intermediateIdentity())
                .holds(Duration.ofHours(-1), Duration.ofHours(5))
                .make());
        List<Boolean> resumed = new ArrayList<>();
        for (int hours : List.of(0, 4, 2)) {
            clock.pass(Duration.ofHours(hours));
            Pair pair = new Pair(
                            new Ports(CA.root())
                                    .config()
                                    .versions(List.of(version))
                                    .options(ConnectionOptions.DEFAULTS
                                            .withStatus(new StatusOptions(true, StatusSource.NONE))
                                            .withVerifiesOnResumption(judgedAgain))
                                    .sessions(clientSessions.forConnection(
                                            Optional.of(new PeerKey("localhost", 443)), "", true))
                                    .build(),
                            server(version, (chain, count) -> List.of(staple, Bytes.empty()))
                                    .sessions(serverSessions)
                                    .build())
                    .handshake();
            assertTrue(pair.client.connected() && pair.server.connected());
            resumed.add(pair.client.facts().resumed());
        }
        assertEquals(List.of(false, true, !judgedAgain), resumed);
    }

    private static TlsConfigBuilder client(ProtocolVersion version, boolean asks) {
        return new Ports(CA.root())
                .config()
                .versions(List.of(version))
                .options(ConnectionOptions.DEFAULTS.withStatus(new StatusOptions(asks, StatusSource.NONE)));
    }

    private static TlsConfigBuilder server(ProtocolVersion version, StatusSource source) {
        return new Ports(CA.root(), CA.localhost(KeyKind.RSA))
                .config()
                .versions(List.of(version))
                .options(ConnectionOptions.DEFAULTS.withStatus(new StatusOptions(false, source)));
    }
}
