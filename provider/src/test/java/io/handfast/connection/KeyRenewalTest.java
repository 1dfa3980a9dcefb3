package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.Defaults;
import io.handfast.config.KeyLimits;
import io.handfast.config.TlsConfig;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are renewed by themselves once they have protected enough (RFC 8446 §4.6.3, §5.5). */
class KeyRenewalTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final int LIMIT = 100_000;
    private static final KeyLimits LIMITS =
            new KeyLimits(Map.of("AES/GCM/NOPADDING", (long) LIMIT, "CHACHA20-POLY1305", (long) LIMIT));
    private static final byte[] CONTENT = new byte[5 * LIMIT];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    private final Ports ports = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));
    private final List<TraceEvent> ofClient = new ArrayList<>();
    private final List<TraceEvent> ofServer = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"})
    void theSenderRenewsItsOwn(String suite) {
        Pair pair = pair(suite, LIMITS, KeyLimits.NONE);
        assertArrayEquals(CONTENT, pair.transfer(pair.client, pair.server, CONTENT));
        // One at each hundred thousand; the last of them waits for the next record.
        assertTrue(updates(ofClient, true) >= 4, "the client's keys must change along the way");
        assertEquals(0, updates(ofServer, true), "nobody asked the server for anything");
        assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
        assertEquals(0, updates(ofServer, true), "no limit but that of the algorithm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void theReceiverAsksASenderThatDoesNot(String suite) {
        Pair pair = pair(suite, LIMITS, KeyLimits.NONE);
        byte[] first = new byte[LIMIT + 1];
        assertArrayEquals(first, pair.transfer(pair.server, pair.client, first));
        assertTrue(pair.client.hasOutput(), "the request waits to be sent");
        // What is under way before the request arrives is no reason to ask again.
        assertArrayEquals(first, pair.transfer(pair.server, pair.client, first));
        assertEquals(1, updates(ofClient, true));
        pair.handshake();
        assertEquals(1, updates(ofServer, true), "the server has answered, once");
        assertArrayEquals(CONTENT, pair.transfer(pair.server, pair.client, CONTENT));
        assertEquals(2, updates(ofClient, true), "and is asked again later");
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertFalse(pair.server.inboundClosed());
    }

    /** A peer that only reads asks for one update after the other, and is sent something in between each time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTransferInOneDirectionMayGoOnForever(boolean fromServer) {
        Pair pair = pair(
                "TLS_AES_128_GCM_SHA256", fromServer ? LIMITS : KeyLimits.NONE, fromServer ? KeyLimits.NONE : LIMITS);
        TlsConnection sender = fromServer ? pair.server : pair.client;
        TlsConnection receiver = fromServer ? pair.client : pair.server;
        byte[] piece = new byte[LIMIT + 1];
        for (int i = 0; i < Defaults.MAX_KEY_UPDATES_IN_A_ROW + 8; i++) {
            assertArrayEquals(piece, pair.transfer(sender, receiver, piece));
            pair.handshake();
            assertNull(sender.failure());
        }
        assertEquals(Defaults.MAX_KEY_UPDATES_IN_A_ROW + 8, updates(fromServer ? ofClient : ofServer, true));
    }

    private Pair pair(String suite, KeyLimits client, KeyLimits server) {
        TlsConfig ofTheClient = ports.config()
                .cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow()))
                .keyLimits(client)
                .trace(ofClient::add)
                .build();
        TlsConfig ofTheServer =
                ports.config().keyLimits(server).trace(ofServer::add).build();
        Pair pair = new Pair(ofTheClient, ofTheServer).handshake();
        assertTrue(pair.client.connected() && pair.server.connected());
        ofClient.clear();
        ofServer.clear();
        return pair;
    }

    private static long updates(List<TraceEvent> events, boolean sent) {
        return events.stream()
                .filter(event -> event.kind() == TraceEvent.Kind.MESSAGE && event.sent() == sent)
                .filter(event -> event.name().equals("KeyUpdate"))
                .count();
    }
}
