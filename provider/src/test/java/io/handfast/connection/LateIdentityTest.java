package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.session.PeerKey;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tickets know of a client that shows who it is after the handshake (RFC 8446 §4.6.1, §4.6.2). */
class LateIdentityTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);
    private static final Identity CLIENT = CA.localhost(KeyKind.ED25519);
    private static final PeerKey PEER = new PeerKey("localhost", 443);

    private final ManualClock clock = new ManualClock();
    private final Sessions ofClient = Sessions.of(new SecureRandom(), clock, 100, Duration.ofHours(1));
    private final Sessions ofServer = Sessions.of(new SecureRandom(), clock, 100, Duration.ofHours(1));

    private TlsConfigBuilder client() {
        return new Ports(CA.root(), CLIENT)
                .config()
                .sessions(ofClient.forConnection(Optional.of(PEER), "", true))
                .options(ConnectionOptions.DEFAULTS.withPostHandshakeAuthentication(true));
    }

    private TlsConfigBuilder server(boolean sealed) {
        return new Ports(CA.root(), SERVER).config().sessions(ofServer.withTickets(sealed, 2, true));
    }

    private static Pair connected(TlsConfigBuilder client, TlsConfigBuilder server) {
        return healthy(new Pair(client.build(), server.build()).handshake());
    }

    private static Pair healthy(Pair pair) {
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        return pair;
    }

    private Session13 take() {
        return ofClient.client().take13(PEER, any -> true).orElseThrow();
    }

    /** Takes all tickets that the client has, the oldest first. */
    private List<Session13> drain() {
        List<Session13> all = new ArrayList<>();
        for (Optional<Session13> next = ofClient.client().take13(PEER, any -> true);
                next.isPresent();
                next = ofClient.client().take13(PEER, any -> true)) {
            all.add(0, next.get());
        }
        return all;
    }

    private int tickets() {
        List<Session13> all = drain();
        all.forEach(ofClient.client()::add);
        return all.size();
    }

    @ParameterizedTest(name = "sealed: {0}")
    @ValueSource(booleans = {true, false})
    void ticketsIssuedAfterwardsKnowTheClient(boolean sealed) {
        Pair pair = connected(client(), server(sealed));
        assertEquals(2, tickets());
        pair.server.requestClientAuthentication();
        healthy(pair.handshake());
        assertEquals(4, tickets(), "two more");
        Pair next = connected(client(), server(sealed));
        assertTrue(next.server.facts().resumed());
        assertEquals(CLIENT.chain(), next.server.facts().peerCertificates());
        assertEquals(CLIENT.chain(), next.client.facts().localCertificates());
        Pair third = connected(client(), server(sealed));
        assertEquals(
                CLIENT.chain(), third.server.facts().peerCertificates(), "what the resumption issued knows it too");
    }

    @ParameterizedTest(name = "sealed: {0}")
    @ValueSource(booleans = {true, false})
    void ticketsIssuedBeforeDoNot(boolean sealed) {
        Pair pair = connected(client(), server(sealed));
        Session13 before = take();
        pair.server.requestClientAuthentication();
        healthy(pair.handshake());
        drain();
        ofClient.client().add(before);
        Pair next = connected(client(), server(sealed));
        assertTrue(next.server.facts().resumed());
        assertEquals(List.of(), next.server.facts().peerCertificates());
        next.server.requestClientAuthentication();
        healthy(next.handshake());
        assertEquals(CLIENT.chain(), next.server.facts().peerCertificates(), "it can be asked again");
    }

    @ParameterizedTest
    @CsvSource({"before, false", "after, true"})
    void aServerThatNeedsToKnowTakesUpOnlyWhatKnows(String issued, boolean resumed) {
        Pair pair = connected(client(), server(true));
        Session13 before = take();
        pair.server.requestClientAuthentication();
        healthy(pair.handshake());
        if (issued.equals("before")) {
            drain();
            ofClient.client().add(before);
        }
        Pair next = connected(client(), server(true).clientAuthentication(ClientAuthentication.REQUIRED));
        assertEquals(resumed, next.server.facts().resumed());
        assertEquals(CLIENT.chain(), next.server.facts().peerCertificates());
    }

    @Test
    void aClientThatShowsNothingGetsNoMore() {
        TlsConfigBuilder without = new Ports(CA.root())
                .config()
                .sessions(ofClient.forConnection(Optional.of(PEER), "", true))
                .options(ConnectionOptions.DEFAULTS.withPostHandshakeAuthentication(true));
        Pair pair = connected(without, server(true));
        pair.server.requestClientAuthentication();
        healthy(pair.handshake());
        assertEquals(2, tickets());
    }

    @Test
    void manyRequestsManyTickets() {
        Pair pair = connected(client(), server(true));
        for (int i = 0; i < 3; i++) {
            pair.server.requestClientAuthentication();
            healthy(pair.handshake());
        }
        Pair next = connected(client(), server(true));
        assertTrue(next.server.facts().resumed(), "the keys of all tickets differ, and both sides agree on each");
        assertEquals(CLIENT.chain(), next.server.facts().peerCertificates());
    }

    @Test
    void noTicketsWhereNoneAreWanted() {
        Pair pair = connected(client(), server(true).sessions(ofServer.withTickets(true, 0, false)));
        pair.server.requestClientAuthentication();
        healthy(pair.handshake());
        assertEquals(0, tickets());
    }
}
