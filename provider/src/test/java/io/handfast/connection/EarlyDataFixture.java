package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataOptions;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.PeerKey;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the tests of early data share: two ends of ours with sessions and a clock, and what may differ (RFC 8446 §4.2.10). */
abstract class EarlyDataFixture {
    static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    static final PeerKey PEER = new PeerKey("localhost", 443);
    static final byte[] EARLY = "GET /early HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
    static final byte[] LATE = "later on".getBytes(StandardCharsets.US_ASCII);

    final ManualClock clock = new ManualClock();
    final Sessions clientSessions = sessions();
    final Sessions serverSessions = sessions();
    final Ports ports = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));

    Sessions sessions() {
        return Sessions.of(new SecureRandom(), clock, 100, Duration.ofHours(1));
    }

    TlsConfigBuilder client(byte[] early) {
        return ports.config()
                .versions(List.of(ProtocolVersion.TLS13))
                .serverName(Optional.of("localhost"))
                .sessions(clientSessions.forConnection(Optional.of(PEER), "HTTPS", true))
                .options(ConnectionOptions.DEFAULTS.withEarlyData(
                        EarlyDataOptions.NONE.withContent(Bytes.copyOf(early))));
    }

    TlsConfigBuilder client() {
        return client(EARLY);
    }

    TlsConfigBuilder server(long most) {
        return ports.config()
                .sessions(serverSessions)
                .options(ConnectionOptions.DEFAULTS.withEarlyData(EarlyDataOptions.NONE.withMaxEarlyDataSize(most)));
    }

    TlsConfigBuilder server() {
        return server(100_000);
    }

    /** The first connection, which brings the tickets. */
    void acquaint() {
        forgetTickets();
        acquaint(client(), server());
    }

    void forgetTickets() {
        clientSessions.client().ids().forEach(clientSessions.client()::invalidate);
    }

    static void acquaint(TlsConfigBuilder client, TlsConfigBuilder server) {
        Pair first = established(new Pair(client.build(), server.build()).handshake());
        assertEquals(EarlyDataStatus.NOT_OFFERED, first.client.facts().earlyData());
        assertEquals(EarlyDataStatus.NOT_OFFERED, first.server.facts().earlyData());
    }

    static Pair established(Pair pair) {
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        assertArrayEquals(LATE, pair.transfer(pair.client, pair.server, LATE));
        assertArrayEquals(LATE, pair.transfer(pair.server, pair.client, LATE));
        return pair;
    }

    static void assertStatus(EarlyDataStatus status, Pair pair) {
        assertEquals(status, pair.client.facts().earlyData());
        assertEquals(status, pair.server.facts().earlyData());
    }

    static void assertAlert(AlertDescription alert, TlsConnection connection) {
        TlsException fault = assertInstanceOf(TlsException.class, connection.failure());
        assertEquals(alert, fault.alert(), fault::reason);
    }

    /** One thing that is different at the second connection. */
    record Difference(
            Consumer<EarlyDataFixture> before,
            UnaryOperator<TlsConfigBuilder> client,
            UnaryOperator<TlsConfigBuilder> server) {
        static Difference server(UnaryOperator<TlsConfigBuilder> change) {
            return new Difference(test -> {}, builder -> builder, change);
        }

        static Difference session(UnaryOperator<Session13> change) {
            return new Difference(
                    test -> {
                        Session13 session = test.clientSessions
                                .client()
                                .take13(PEER, any -> true)
                                .orElseThrow();
                        test.clientSessions.client().add(change.apply(session));
                    },
                    builder -> builder,
                    builder -> builder);
        }
    }

    static Session13 aged(Session13 session, Duration offset) {
        return changed(session, session.ageAdd() + offset.toMillis() & 0xffff_ffffL, session.maxEarlyDataSize());
    }

    static Session13 allowing(Session13 session, long most) {
        return changed(session, session.ageAdd(), most);
    }

    static Session13 changed(Session13 session, long ageAdd, long most) {
        return new Session13(
                session.facts(),
                session.suite(),
                session.preSharedKey(),
                session.ticket(),
                ageAdd,
                session.issuedAt(),
                session.lifetime(),
                most,
                session.group());
    }
}
