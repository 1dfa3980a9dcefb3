package io.handfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.SampleFacts;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stores keep, for how long, and what they let go first (RFC 5246 §F.1.4, RFC 8446 §4.6.1). */
class StoresTest {
    private static final PeerKey PEER = new PeerKey("localhost", 443);
    private static final Duration DAY = Duration.ofDays(1);
    private static final CipherSuite13 SUITE13 =
            (CipherSuite13) CipherSuites.byName("TLS_AES_128_GCM_SHA256").orElseThrow();
    private static final CipherSuite12 SUITE12 = (CipherSuite12)
            CipherSuites.byName("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();

    private final ManualClock clock = new ManualClock();
    private final ServerSessions server = new ServerSessions(clock, 3, DAY);
    private final ClientSessions client = new ClientSessions(clock, 20, DAY);

    private SessionFacts facts(int id, List<X509Certificate> chain, Optional<PeerKey> peer) {
        return SampleFacts.of(id(id), clock.instant())
                // Made anew as a connection does, because the stores have to hold it.
                .serverName(Optional.of(String.join(".", "localhost", "example")))
                .applicationProtocol(Optional.of(String.join("/", "http", "1.1")))
                .peerCertificates(chain)
                .peerSignatureAlgorithms(CodePoints.of(0x0403))
                .peer(peer)
                .build();
    }

    private static Bytes id(int id) {
        return Bytes.owning(ByteBuffer.allocate(32).putInt(28, id).array());
    }

    private Session12 session12(int id, List<X509Certificate> chain) {
        return new Session12(
                facts(id, chain, Optional.of(PEER)),
                ProtocolVersion.TLS12,
                SUITE12,
                Secret.copyOf(new byte[48]),
                true,
                false,
                Bytes.empty(),
                Duration.ZERO);
    }

    private Session13 session13(int id, int ticket, Duration lifetime) {
        return new Session13(
                facts(id, List.of(), Optional.of(PEER)),
                SUITE13,
                Secret.copyOf(new byte[32]),
                id(1000 + ticket),
                7,
                clock.instant(),
                lifetime,
                0,
                Optional.empty());
    }

    @Test
    void theOldestGoesFirst() {
        Session12 oldest = session12(1, List.of());
        server.add(oldest);
        for (int id = 2; id <= 4; id++) {
            assertTrue(server.add(session12(id, List.of())));
        }
        assertEquals(3, server.size());
        assertTrue(server.find12(id(1)).isEmpty());
        assertTrue(oldest.masterSecret().isDestroyed());
        server.limit(1);
        assertEquals(List.of(id(4)), List.copyOf(server.ids()));
    }

    @Test
    @Spec("RFC8446-4.6.1-10")
    void timeEndsSessions() {
        Session12 session = session12(1, List.of());
        server.add(session);
        clock.pass(DAY.minusSeconds(1));
        assertTrue(server.find12(id(1)).isPresent());
        clock.pass(Duration.ofSeconds(1));
        assertTrue(server.find12(id(1)).isEmpty());
        assertEquals(0, server.size());
        assertTrue(session.masterSecret().isDestroyed());
    }

    @Test
    void aShorterTimeEndsSessionsAtOnce() {
        server.add(session12(1, List.of()));
        clock.pass(Duration.ofMinutes(2));
        server.timeout(Duration.ofMinutes(1));
        assertEquals(0, server.size());
    }

    /** A session may end before those that came in earlier. */
    @Test
    void sessionsThatAreOverAreNotNamed() {
        client.add(session13(1, 1, DAY));
        Session13 brief = session13(2, 2, Duration.ofMinutes(1));
        client.add(brief);
        client.add(session13(3, 3, DAY));
        clock.pass(Duration.ofMinutes(2));
        assertEquals(List.of(id(1), id(3)), List.copyOf(client.ids()));
        assertTrue(brief.preSharedKey().isDestroyed());
        client.ids().forEach(id -> assertTrue(client.describe(id).isPresent()));
    }

    /** What is over goes before what could still be resumed. */
    @Test
    void aLowerLimitEndsFirstWhatIsOver() {
        client.add(session13(1, 1, DAY));
        client.add(session13(2, 2, Duration.ofMinutes(1)));
        clock.pass(Duration.ofMinutes(2));
        client.limit(1);
        assertEquals(List.of(id(1)), List.copyOf(client.ids()));
    }

    @Test
    void aTicketIsTakenOnceNewestFirst() {
        client.add(session13(1, 1, DAY));
        client.add(session13(1, 2, DAY));
        client.add(session13(1, 3, Duration.ofSeconds(1)));
        clock.pass(Duration.ofSeconds(2));
        assertEquals(
                id(1002), client.take13(PEER, session -> true).orElseThrow().ticket());
        assertTrue(client.take13(PEER, session -> false).isEmpty());
        assertEquals(
                id(1001), client.take13(PEER, session -> true).orElseThrow().ticket());
        assertTrue(client.take13(PEER, session -> true).isEmpty());
        assertTrue(client.take13(new PeerKey("localhost", 444), session -> true).isEmpty());
    }

    @Test
    void onePeerCannotFillTheStore() {
        for (int i = 0; i < 50; i++) {
            client.add(session13(1, i, DAY));
        }
        assertEquals(ClientSessions.MOST_PER_PEER, client.size());
        assertEquals(
                id(1049), client.take13(PEER, session -> true).orElseThrow().ticket());
    }

    @Test
    void anInvalidatedSessionIsGoneWithAllItsTicketsAndStaysSo() {
        Session13 one = session13(1, 1, DAY);
        client.add(one);
        client.add(session13(1, 2, DAY));
        client.add(session13(2, 3, DAY));
        client.invalidate(id(1));
        assertTrue(one.preSharedKey().isDestroyed());
        assertEquals(List.of(id(2)), List.copyOf(client.ids()));
        assertFalse(client.add(session13(1, 4, DAY)));
        assertEquals(1, client.size());
        assertTrue(client.isInvalidated(id(1)));
    }

    @Test
    void whatIsFoundIsACopy() {
        server.add(session12(1, List.of()));
        Session12 found = server.find12(id(1)).orElseThrow();
        server.invalidate(id(1));
        assertEquals(48, found.masterSecret().reveal().length);
        found.destroy();
        assertThrows(IllegalStateException.class, () -> found.masterSecret().reveal());
    }

    @Test
    void noCertificateIsHeldTwice() throws Exception {
        X509Certificate certificate =
                TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).chain().get(0);
        X509Certificate same = again(certificate);
        server.add(session12(1, List.of(certificate)));
        server.add(session12(2, List.of(same)));
        assertSame(
                server.describe(id(1)).orElseThrow().facts().peerCertificates().get(0),
                server.describe(id(2)).orElseThrow().facts().peerCertificates().get(0));
    }

    /** A chain that is held already does not spare the other one of the session. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noCertificateIsHeldTwiceOnEitherSide(boolean ours) throws Exception {
        X509Certificate certificate =
                TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).chain().get(0);
        List<X509Certificate> held = List.of(certificate);
        List<X509Certificate> equal = List.of(again(certificate));
        assertNotSame(certificate, equal.get(0));
        Session12 first = session12(1, List.of());
        Session12 second = session12(2, List.of());
        server.add(first.with(first.facts().with(held, held)));
        server.add(second.with(second.facts().with(ours ? held : equal, ours ? equal : held)));
        SessionFacts facts = server.describe(id(2)).orElseThrow().facts();
        assertSame(certificate, facts.peerCertificates().get(0));
        assertSame(certificate, facts.localCertificates().get(0));
    }

    private static X509Certificate again(X509Certificate certificate) throws Exception {
        // Another provider than the platform's, which gives out the same object for the same bytes.
        CertificateFactory factory = CertificateFactory.getInstance("X.509", new BouncyCastleProvider());
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    /** 20,000 sessions with clients' chains cost less than 20 MiB; what was seen is about 10 MB. */
    @Test
    void twentyThousandSessionsAreSmall() throws Exception {
        X509Certificate certificate =
                TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).chain().get(0);
        ServerSessions many = new ServerSessions(clock, 20_480, DAY);
        many.add(session12(0, List.of(certificate)));
        List<X509Certificate> copies = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            copies.add(again(certificate));
        }
        long before = usedMemory();
        for (int id = 1; id <= 20_000; id++) {
            many.add(session12(id, List.of(copies.get(id % copies.size()))));
        }
        long used = usedMemory() - before;
        assertEquals(20_001, many.size());
        assertTrue(used < 20L << 20, () -> "20,000 sessions take " + used + " bytes");
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            runtime.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    @Test
    void ticketsRoundTripAndRefuseWhatIsNotTheirs() {
        Jca jca = Jca.of(Jca.Source.AUTO);
        TicketKeys keys = new TicketKeys(new SecureRandom(), clock, Duration.ofHours(1), DAY);
        Tickets tickets = new Tickets(keys, server);
        List<X509Certificate> chain =
                TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).chain();
        Session12 session = session12(1, chain);
        Bytes ticket = tickets.seal(jca, session).orElseThrow();
        Session12 opened = tickets.open12(jca, ticket).orElseThrow().session();
        assertTrue(opened.masterSecret().sameAs(session.masterSecret()));
        assertEquals(chain, opened.facts().peerCertificates());
        assertEquals(session.facts().serverName(), opened.facts().serverName());
        assertTrue(opened.extendedMasterSecret());
        assertTrue(tickets.open13(jca, ticket).isEmpty(), "a ticket of another version");

        for (int length = 0; length < ticket.length(); length++) {
            assertTrue(tickets.open12(jca, ticket.slice(0, length)).isEmpty(), "truncated");
        }
        for (int at = 0; at < ticket.length(); at++) {
            byte[] forged = ticket.toArray();
            forged[at] ^= 0x40;
            assertTrue(tickets.open12(jca, Bytes.owning(forged)).isEmpty(), "forged");
        }
        assertFalse(tickets.open12(jca, ticket).orElseThrow().renew());
        clock.pass(Duration.ofHours(1));
        assertTrue(tickets.open12(jca, ticket).orElseThrow().renew(), "its key is retired");
        Bytes fresh = tickets.seal(jca, session12(2, List.of())).orElseThrow();
        assertFalse(fresh.slice(0, 16).equals(ticket.slice(0, 16)), "the key changed");
        clock.pass(Duration.ofHours(22));
        assertTrue(tickets.open12(jca, ticket).isPresent());
        clock.pass(Duration.ofHours(2));
        assertTrue(keys.open(jca, ticket).isEmpty(), "its key is gone");
        server.invalidate(id(2));
        assertTrue(tickets.open12(jca, fresh).isEmpty(), "invalidated");
    }

    @Test
    void noCrowdOfEndedSessionsBringsOneBack() {
        Jca jca = Jca.of(Jca.Source.AUTO);
        Tickets tickets = new Tickets(new TicketKeys(new SecureRandom(), clock, DAY, DAY), server);
        Bytes older = tickets.seal(jca, session12(1, List.of())).orElseThrow();
        Bytes ended = tickets.seal(jca, session13(2, 1, DAY)).orElseThrow();
        clock.pass(Duration.ofSeconds(1));
        server.invalidate(id(2));
        clock.pass(Duration.ofSeconds(1));
        Bytes younger = tickets.seal(jca, session13(3, 1, DAY)).orElseThrow();
        for (int i = 0; i < RevokedIds.MOST; i++) {
            server.invalidate(id(1000 + i));
        }
        assertTrue(tickets.open13(jca, ended).isEmpty(), "the session was invalidated");
        assertTrue(tickets.open13(jca, younger).isPresent(), "made after all that was forgotten");
        assertTrue(tickets.open12(jca, older).isEmpty(), "of this one nobody knows any more");
        assertFalse(server.isInvalidated(id(3)));
        assertTrue(server.add(session13(4, 4, DAY)));
    }

    @Test
    void aSessionThatOutlivesTheMemoryOfItsEndStaysEnded() {
        Jca jca = Jca.of(Jca.Source.AUTO);
        Duration month = Duration.ofDays(30);
        ServerSessions patient = new ServerSessions(clock, 3, month);
        Tickets tickets = new Tickets(new TicketKeys(new SecureRandom(), clock, month, month), patient);
        Bytes ended = tickets.seal(jca, session12(1, List.of())).orElseThrow();
        patient.invalidate(id(1));
        clock.pass(Duration.ofDays(8));
        Bytes younger = tickets.seal(jca, session12(2, List.of())).orElseThrow();
        patient.invalidate(id(3));
        assertTrue(tickets.open12(jca, ended).isEmpty());
        assertTrue(tickets.open12(jca, younger).isPresent());
    }

    @Test
    void aSessionOf13SurvivesItsTicket() {
        Jca jca = Jca.of(Jca.Source.AUTO);
        Tickets tickets = new Tickets(new TicketKeys(new SecureRandom(), clock, Duration.ofHours(1), DAY), server);
        Session13 session = session13(1, 1, Duration.ofHours(5));
        Session13 opened = tickets.open13(jca, tickets.seal(jca, session).orElseThrow())
                .orElseThrow()
                .session();
        assertTrue(opened.preSharedKey().sameAs(session.preSharedKey()));
        assertEquals(session.ageAdd(), opened.ageAdd());
        assertEquals(session.issuedAt().toEpochMilli(), opened.issuedAt().toEpochMilli());
        assertEquals(session.lifetime(), opened.lifetime());
        assertEquals(session.suite(), opened.suite());
    }
}
