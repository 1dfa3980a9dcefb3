package io.handfast.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import io.handfast.testing.ManualClock;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/** Keys of tickets with the ciphers that stay with them: rotation, replacement, threads (RFC 5077 §4, §5.5). */
class TicketKeysTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final byte[] A = bytes(1, 80);
    private static final byte[] B = bytes(2, 48);

    private final SecureRandom random = new SecureRandom();
    private final ManualClock clock = new ManualClock();

    @Test
    void ticketsOfAKeyHaveItsNameAndEachItsNonce() {
        TicketKeys keys = new TicketKeys(random, clock, HOUR, HOUR);
        Set<Bytes> nonces = new HashSet<>();
        Set<Bytes> names = new HashSet<>();
        for (int length : new int[] {0, 1, 100, 5000}) {
            for (int i = 0; i < 3; i++) {
                byte[] content = bytes(i, length);
                Bytes ticket = keys.seal(JCA, written(content)).orElseThrow();
                assertEquals(16 + 12 + length + 16, ticket.length());
                names.add(ticket.slice(0, 16));
                nonces.add(ticket.slice(16, 12));
                assertArrayEquals(content, opened(keys, ticket));
                assertArrayEquals(content, opened(keys, ticket), "the same ticket again");
            }
        }
        assertEquals(1, names.size());
        assertEquals(12, nonces.size());
    }

    @Test
    void aForgedTicketDoesNotSpoilTheCipherForTheNext() {
        TicketKeys keys = new TicketKeys(random, clock, HOUR, HOUR);
        Bytes ticket = keys.seal(JCA, written(A)).orElseThrow();
        for (int at : new int[] {0, 15, 16, 27, 28, ticket.length() - 17, ticket.length() - 1}) {
            byte[] forged = ticket.toArray();
            forged[at] ^= 1;
            assertTrue(keys.open(JCA, Bytes.owning(forged)).isEmpty(), "byte " + at);
            assertArrayEquals(A, opened(keys, ticket), "after a change of byte " + at);
        }
        for (int length = 0; length < 44; length++) {
            assertTrue(keys.open(JCA, ticket.slice(0, length)).isEmpty());
        }
    }

    @Test
    void aRetiredKeyOpensWithItsOwnCipherUntilItIsGone() {
        TicketKeys keys = new TicketKeys(random, clock, HOUR, HOUR.multipliedBy(2));
        List<Bytes> tickets = new ArrayList<>();
        for (int period = 0; period < 5; period++) {
            tickets.add(keys.seal(JCA, written(bytes(period, 50))).orElseThrow());
            tickets.add(keys.seal(JCA, written(bytes(period, 50))).orElseThrow());
            for (int i = 0; i < tickets.size(); i++) {
                int age = period - i / 2;
                Optional<TicketKeys.Opened> opened = keys.open(JCA, tickets.get(i));
                assertEquals(age < 3, opened.isPresent(), "ticket " + i + " in period " + period);
                if (opened.isPresent()) {
                    assertArrayEquals(bytes(i / 2, 50), opened.get().content());
                    assertEquals(age > 0, opened.get().retired());
                }
            }
            clock.pass(HOUR);
        }
    }

    @Test
    void aClockThatIsSetBackRetiresTheKeyAndKeepsNoneForever() {
        TicketKeys keys = new TicketKeys(random, clock, HOUR, HOUR.multipliedBy(2));
        Bytes before = keys.seal(JCA, written(A)).orElseThrow();
        clock.pass(Duration.ofDays(-1000));
        assertTrue(keys.open(JCA, before).orElseThrow().retired());
        Bytes after = keys.seal(JCA, written(B)).orElseThrow();
        assertNotEquals(before.slice(0, 16), after.slice(0, 16));
        assertFalse(keys.open(JCA, after).orElseThrow().retired());
        clock.pass(HOUR);
        assertArrayEquals(A, opened(keys, before));
        assertTrue(keys.open(JCA, after).orElseThrow().retired());
        clock.pass(HOUR);
        assertTrue(keys.open(JCA, before).isEmpty(), "what was sealed before may live for two hours");
        assertArrayEquals(B, opened(keys, after));
        clock.pass(HOUR);
        assertTrue(keys.open(JCA, after).isEmpty());
    }

    @Test
    void whatOneRingSealsAnotherOfTheSameKeysOpens() {
        SharedTicketKeys first = ring(A, B);
        SharedTicketKeys second = ring(B, A);
        TicketKeys sealing = new TicketKeys(random, first);
        TicketKeys opening = new TicketKeys(random, second);
        Bytes old = sealing.seal(JCA, written(A)).orElseThrow();
        assertTrue(opening.open(JCA, old).orElseThrow().retired());
        assertFalse(sealing.open(JCA, old).orElseThrow().retired());
        first.replace(JCA, List.of(B, A));
        Bytes fresh = sealing.seal(JCA, written(B)).orElseThrow();
        assertNotEquals(old.slice(0, 16), fresh.slice(0, 16));
        assertFalse(opening.open(JCA, fresh).orElseThrow().retired());
        assertArrayEquals(A, opened(sealing, old));
        byte[] sameName = Arrays.copyOf(A, 48);
        sameName[40] ^= 1;
        first.replace(JCA, List.of(sameName));
        assertTrue(sealing.open(JCA, old).isEmpty(), "another key under the name");
        assertTrue(sealing.open(JCA, fresh).isEmpty(), "no key of that name");
        assertTrue(
                new TicketKeys(random, new SharedTicketKeys())
                        .seal(JCA, written(A))
                        .isEmpty(),
                "no key at all");
    }

    @Test
    void aDestroyedKeyNeitherSealsNorOpensWhateverItsCiphersKnow() throws Exception {
        byte[] secret = bytes(3, 32);
        TicketKey key = new TicketKey(Bytes.owning(bytes(4, 16)), Secret.owning(secret));
        Bytes ticket = key.seal(JCA, random, written(A)).orElseThrow();
        assertArrayEquals(A, key.open(JCA, ticket).orElseThrow());
        key.destroy();
        key.destroy();
        assertArrayEquals(new byte[32], secret);
        assertTrue(key.seal(JCA, random, written(A)).isEmpty());
        assertTrue(key.open(JCA, ticket).isEmpty());
        TicketKey other = new TicketKey(Bytes.owning(bytes(4, 16)), Secret.owning(bytes(5, 32)));
        assertThrows(AEADBadTagException.class, () -> other.open(JCA, ticket));
    }

    @Test
    void otherProvidersAreAskedForOtherCiphers() throws Exception {
        TicketKey key = new TicketKey(Bytes.owning(bytes(4, 16)), Secret.owning(bytes(3, 32)));
        Bytes ticket = key.seal(JCA, random, written(A)).orElseThrow();
        assertArrayEquals(A, key.open(JCA, ticket).orElseThrow());
        Jca without = TestJca.of(Jca.Source.PLATFORM);
        assertThrows(ProviderException.class, () -> key.seal(without, random, written(A)));
        assertThrows(ProviderException.class, () -> key.open(without, ticket));
        assertArrayEquals(A, key.open(JCA, ticket).orElseThrow());
        assertArrayEquals(
                A,
                key.open(JCA, key.seal(JCA, random, written(A)).orElseThrow()).orElseThrow());
    }

    @Test
    void manyThreadsSealAndOpenWhileTheKeysAreReplaced() throws Exception {
        SharedTicketKeys ring = ring(A, B);
        TicketKeys keys = new TicketKeys(random, ring);
        AtomicInteger working = new AtomicInteger(6);
        ExecutorService threads = Executors.newFixedThreadPool(working.get());
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                Random contents = new Random(thread);
                work.add(threads.submit(() -> {
                    try {
                        for (int i = 0; i < 300; i++) {
                            byte[] content = new byte[contents.nextInt(400)];
                            contents.nextBytes(content);
                            assertArrayEquals(
                                    content,
                                    opened(
                                            keys,
                                            keys.seal(JCA, written(content)).orElseThrow()));
                        }
                    } finally {
                        working.decrementAndGet();
                    }
                }));
            }
            for (int turn = 0; working.get() > 0; turn++) {
                ring.replace(JCA, turn % 2 == 0 ? List.of(B, A) : List.of(A, B));
            }
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SharedTicketKeys ring(byte[]... material) {
        SharedTicketKeys ring = new SharedTicketKeys();
        ring.replace(JCA, List.of(material));
        return ring;
    }

    private static byte[] opened(TicketKeys keys, Bytes ticket) {
        return keys.open(JCA, ticket).orElseThrow().content();
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static WireWriter written(byte[] content) {
        return new WireWriter(content.length).bytes(content);
    }
}
