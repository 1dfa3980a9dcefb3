package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataStatus;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.MessageCodec;
import io.handfast.session.Session13;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Early data that was copied or altered, or of which there is too much (RFC 8446 §4.2.10, §4.6.1, §8). */
class EarlyDataFaultsTest extends EarlyDataFixture {
    /** All that the client sends before it has heard anything. */
    private List<byte[]> firstFlight() {
        TlsConnection client = TlsConnection.client(client().build());
        client.begin();
        List<byte[]> flight = new ArrayList<>();
        while (client.hasOutput()) {
            flight.add(Pair.drainOne(client));
        }
        return flight;
    }

    private TlsConnection received(TlsConfigBuilder config, List<byte[]> flight) {
        Pair pair = new Pair(client().build(), config.build());
        pair.server.begin();
        flight.forEach(record -> pair.deliver(pair.server, record.clone()));
        return pair.server;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Spec("RFC8446-8-3")
    void aCopyOfTheFirstFlightBringsNothing(boolean sealed) {
        TlsConfigBuilder config = server().sessions(serverSessions.withTickets(sealed, 2, true));
        acquaint(client(), config);
        List<byte[]> flight = firstFlight();
        assertArrayEquals(EARLY, received(config, flight).readEarlyData());
        for (Duration later :
                List.of(Duration.ZERO, Duration.ofSeconds(9), Duration.ofSeconds(2), Duration.ofDays(1))) {
            clock.pass(later);
            TlsConnection second = received(config, flight);
            assertNull(second.failure());
            assertEquals(EarlyDataStatus.REJECTED, second.facts().earlyData());
            assertEquals(0, second.readEarlyData().length);
        }
    }

    @Test
    void aCopyOfAFlightThatNeverArrivedIsTooOldAfterAWhile() {
        acquaint();
        List<byte[]> flight = firstFlight();
        clock.pass(Duration.ofMillis(10_001));
        assertEquals(
                EarlyDataStatus.REJECTED, received(server(), flight).facts().earlyData());
    }

    @Test
    void moreThanTheTicketAllowsIsRefused() {
        acquaint(client(), server(EARLY.length - 1));
        Difference.session(session -> allowing(session, EARLY.length)).before().accept(this);
        Pair pair = new Pair(client().build(), server(EARLY.length - 1).build()).handshake();
        assertAlert(AlertDescription.UNEXPECTED_MESSAGE, pair.server);
        assertTrue(pair.client.failure() instanceof PeerAlertException);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noMoreThanALimitIsPassedOver(boolean retry) {
        for (int size : new int[] {16_384, 16_385}) {
            acquaint(client(), server(EARLY.length));
            Difference.session(session -> allowing(session, 100_000)).before().accept(this);
            Pair pair = new Pair(client(new byte[size]).build(), none(retry)).handshake();
            if (size == 16_384) {
                assertStatus(EarlyDataStatus.REJECTED, established(pair));
            } else {
                assertAlert(AlertDescription.UNEXPECTED_MESSAGE, pair.server);
            }
            forgetTickets();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    @Spec("RFC8446-4.2.10-9")
    void whatTheTicketOnceAllowedIsPassedOver(boolean sealed, boolean retry) {
        Sessions sessions = serverSessions.withTickets(sealed, 2, true);
        acquaint(client(), server().sessions(sessions));
        Pair pair = new Pair(client(new byte[60_000]).build(), none(retry, sessions)).handshake();
        assertStatus(EarlyDataStatus.REJECTED, established(pair));
        assertTrue(pair.client.facts().resumed());
    }

    /** The first ticket allows early data, and the session of the second one is resumed, which allows none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Spec("RFC8446-4.2.10-9")
    void whatTheFirstTicketAllowsIsPassedOverWhicheverIsTaken(boolean sealed) {
        Sessions sessions = serverSessions.withTickets(sealed, 1, true);
        Session13 first = ticketFor("TLS_AES_256_GCM_SHA384", server(100_000).sessions(sessions));
        Session13 second = ticketFor("TLS_AES_128_GCM_SHA256", server(0).sessions(sessions));
        TlsConfig none = server(0)
                .sessions(sessions)
                .cipherSuites(List.of(second.suite()))
                .build();
        Pair pair = new Pair(client().build(), none);
        TlsConnection server = pair.server;
        server.begin();
        pair.deliver(server, offering(none, first, second));
        assertTrue(server.facts().resumed());
        assertEquals(EarlyDataStatus.REJECTED, server.facts().earlyData());
        for (int i = 0; i < 10; i++) {
            pair.deliver(server, unreadable(10_000));
            assertNull(server.failure());
        }
        pair.deliver(server, unreadable(1));
        assertAlert(AlertDescription.UNEXPECTED_MESSAGE, server);
    }

    /** What a connection with this suite brings. */
    private Session13 ticketFor(String suite, TlsConfigBuilder server) {
        forgetTickets();
        acquaint(client().cipherSuites(List.of(CipherSuites.byName(suite).orElseThrow())), server);
        return clientSessions.client().take13(PEER, any -> true).orElseThrow();
    }

    /** A record with a ClientHello that announces early data and offers two sessions; of the binders the second is right. */
    private byte[] offering(TlsConfig config, Session13 first, Session13 second) {
        HashAlgorithm hash = second.suite().hash();
        List<PskIdentity> identities = Stream.of(first, second)
                .map(each -> new PskIdentity(each.ticket(), each.obfuscatedAge(clock.instant())))
                .toList();
        PreSharedKey.Offered unbound =
                new PreSharedKey.Offered(identities, List.of(Bytes.owning(new byte[48]), Bytes.owning(new byte[32])));
        ClientHello plain = FirstClientHello.of(client().build()).hello();
        ExtensionBlock extensions = plain.extensions()
                .with(new EarlyDataIndication.Announced())
                .with(new PskKeyExchangeModes(Bytes.copyOf(new byte[] {PskKeyExchangeModes.PSK_DHE_KE})));
        Bytes message = MessageCodec.encode(plain.with(extensions.with(unbound)));
        byte[] truncated = new Transcript(config.jca())
                .hashIncluding(hash, message.slice(0, message.length() - unbound.bindersLength()));
        Bytes binder = Bytes.owning(EarlySecret.of(new Hkdf(config.jca(), hash), second.preSharedKey())
                .resumptionBinderKey()
                .binder(truncated));
        PreSharedKey.Offered bound = new PreSharedKey.Offered(identities, List.of(Bytes.owning(new byte[48]), binder));
        return new WireWriter()
                .u8(ContentType.HANDSHAKE.code())
                .u16(0x0301)
                .opaque16(MessageCodec.encode(plain.with(extensions.with(bound))))
                .toBytes()
                .toArray();
    }

    /** A record with so much early data, under a key that the server does not have. */
    private static byte[] unreadable(int length) {
        return new WireWriter()
                .u8(ContentType.APPLICATION_DATA.code())
                .u16(0x0303)
                .opaque16(Bytes.owning(new byte[length + 17]))
                .toBytes()
                .toArray();
    }

    /** A server that no longer takes early data. */
    private TlsConfig none(boolean retry) {
        return none(retry, serverSessions);
    }

    private TlsConfig none(boolean retry, Sessions sessions) {
        TlsConfigBuilder server = server().options(ConnectionOptions.DEFAULTS).sessions(sessions);
        if (retry) {
            server.groups(List.of(NamedGroups.byName("secp384r1").orElseThrow()));
        }
        return server.build();
    }

    @Test
    @Spec({"RFC8446-4.2.10-12", "RFC8446-4.2.10-13"})
    void earlyDataThatWasAlteredEndsTheConnection() {
        acquaint();
        List<byte[]> flight = firstFlight();
        byte[] last = flight.get(flight.size() - 1);
        assertEquals(ContentType.APPLICATION_DATA.code(), last[0]);
        last[last.length - 1] ^= 1;
        assertAlert(AlertDescription.BAD_RECORD_MAC, received(server(), flight));
    }

    @Test
    void onlyRecordsThatMayBeEarlyDataArePassedOver() {
        acquaint();
        TlsConfigBuilder none = server().options(ConnectionOptions.DEFAULTS);
        List<byte[]> flight = firstFlight();
        flight.add(new byte[] {22, 3, 3, 0, 4, 0, 0, 0, 0});
        assertAlert(AlertDescription.UNEXPECTED_MESSAGE, received(none, flight));
        // After the first record that opens, all is as ever: here that is the client's Finished.
        acquaint();
        Pair pair = new Pair(client().build(), none.build()).handshake();
        byte[] sealed = Pair.seal(pair.client, LATE);
        sealed[sealed.length - 1] ^= 1;
        pair.deliver(pair.server, sealed);
        assertAlert(AlertDescription.BAD_RECORD_MAC, pair.server);
    }

    @Test
    void withoutAnOfferNothingIsPassedOver() {
        acquaint();
        TlsConfigBuilder plain = client(new byte[0]);
        Pair pair = new Pair(plain.build(), server().build());
        pair.client.begin();
        pair.server.begin();
        while (pair.client.hasOutput()) {
            pair.deliver(pair.server, Pair.drainOne(pair.client));
        }
        byte[] noise = new byte[40];
        noise[0] = 23;
        noise[1] = 3;
        noise[2] = 3;
        noise[4] = 35;
        pair.deliver(pair.server, noise);
        assertAlert(AlertDescription.BAD_RECORD_MAC, pair.server);
    }

    @Test
    @Spec("RFC8446-D.3-1")
    void aServerOfTls12EndsIt() {
        acquaint(client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)), server());
        Pair pair = new Pair(
                        client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12))
                                .build(),
                        server().versions(List.of(ProtocolVersion.TLS12)).build())
                .handshake();
        assertFalse(pair.client.connected());
        // The next attempt has no such ticket to offer, though there were two, and succeeds.
        established(new Pair(
                        client().versions(List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12))
                                .build(),
                        server().versions(List.of(ProtocolVersion.TLS12)).build())
                .handshake());
    }

    @Test
    void theOptionsDoNotTellTheContent() {
        assertFalse(client().build()
                .options()
                .toString()
                .contains(Bytes.copyOf(EARLY).toHex()));
    }
}
