package io.handfast.crypto.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.testing.MadeKeys;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys made ahead: when, for whom, and for how long (RFC 8446 §4.2.8). */
class EphemeralKeysTest {
    private static final Jca JCA = Jca.of(Source.AUTO);
    private static final SecureRandom RANDOM = JCA.secureRandom();
    private static final long MILLISECOND = 1_000_000;

    /** So that an overflow of the clock falls into the tests. */
    private long now = Long.MAX_VALUE - 100 * MILLISECOND;

    private final MadeKeys group = new MadeKeys("x25519");
    private final EphemeralKeys keys = new EphemeralKeys(JCA, RANDOM, () -> now);

    /** Two connections in a row, after which a third is likely. */
    private void demand() {
        keys.next(group);
        keys.next(group);
        assertEquals(2, group.made.size());
    }

    @Test
    void oneConnectionAloneDoesNotPayForASecond() {
        keys.next(group);
        keys.prepare();
        assertEquals(1, group.made.size());
    }

    @Test
    void theKeyMadeAheadIsTheNext() {
        demand();
        keys.prepare();
        assertEquals(3, group.made.size());
        EphemeralKey ready = group.made.get(2);
        assertEquals(ready, keys.next(group));
        assertEquals(3, group.made.size());
    }

    @Test
    void eachKeyIsGivenToOneConnection() {
        demand();
        keys.prepare();
        EphemeralKey first = keys.next(group);
        EphemeralKey second = keys.next(group);
        assertNotSame(first, second);
        assertEquals(4, group.made.size());
    }

    @Test
    void oneLiesReadyAndNoMore() {
        demand();
        keys.prepare();
        keys.prepare();
        assertEquals(3, group.made.size());
    }

    @Test
    void whatWasTakenIsMadeAgain() {
        demand();
        keys.prepare();
        keys.next(group);
        keys.prepare();
        assertEquals(4, group.made.size());
        assertEquals(group.made.get(3), keys.next(group));
    }

    @Test
    void aKeyThatLayTooLongIsForgotten() throws InvalidKeyShareException {
        demand();
        keys.prepare();
        now += EphemeralKeys.LIFETIME.toNanos();
        EphemeralKey fresh = keys.next(group);
        assertEquals(List.of(fresh), group.made.subList(3, 4));
        EphemeralKey old = group.made.get(2);
        byte[] peer = group.generate(JCA, RANDOM).share();
        assertThrows(IllegalStateException.class, () -> old.agree(peer));
        assertTrue(fresh.agree(peer).length() > 0);
    }

    @Test
    void aKeyIsUsedUntilItsTimeHasPassed() {
        demand();
        keys.prepare();
        now += EphemeralKeys.LIFETIME.toNanos() - 1;
        assertEquals(group.made.get(2), keys.next(group));
    }

    @Test
    void whereConnectionsAreFarBetweenNoneIsMade() {
        keys.next(group);
        now += EphemeralKeys.LIFETIME.toNanos();
        keys.next(group);
        keys.prepare();
        assertEquals(2, group.made.size());
    }

    @Test
    void aConnectionThatWaitsLongMakesNone() {
        demand();
        now += EphemeralKeys.LIFETIME.toNanos();
        keys.prepare();
        assertEquals(2, group.made.size());
    }

    @Test
    void eachGroupHasItsOwn() {
        MadeKeys other = new MadeKeys("secp256r1");
        demand();
        keys.next(other);
        keys.prepare();
        assertEquals(1, other.made.size());
        assertEquals(3, group.made.size());
    }

    /** While one thread makes a key another does not make the same. */
    @Test
    void twoDoNotMakeTheSame() {
        MadeKeys reentrant = new MadeKeys("x25519") {
            @Override
            public EphemeralKey generate(Jca jca, SecureRandom random) {
                EphemeralKey key = super.generate(jca, random);
                if (made.size() == 3) {
                    keys.prepare();
                }
                return key;
            }
        };
        keys.next(reentrant);
        keys.next(reentrant);
        keys.prepare();
        assertEquals(3, reentrant.made.size());
    }

    static Stream<RuntimeException> aFailureIsToldToWhoeverWantsTheKey() {
        return Stream.of(new ProviderException("no entropy"), new IllegalStateException("the device is gone"));
    }

    /** The connection that waits would fail for another's key. */
    @ParameterizedTest
    @MethodSource
    void aFailureIsToldToWhoeverWantsTheKey(RuntimeException failure) {
        AtomicInteger failures = new AtomicInteger();
        MadeKeys failing = new MadeKeys("x25519") {
            @Override
            public EphemeralKey generate(Jca jca, SecureRandom random) {
                if (made.size() >= 2) {
                    failures.incrementAndGet();
                    throw failure;
                }
                return super.generate(jca, random);
            }
        };
        keys.next(failing);
        keys.next(failing);
        keys.prepare();
        keys.prepare();
        assertEquals(1, failures.get(), "what failed is not tried again before somebody wants it");
        assertEquals(failure, assertThrows(RuntimeException.class, () -> keys.next(failing)));
    }

    @Test
    void theSideThatAnswersTakesItsKeyFromHere() throws InvalidKeyShareException {
        demand();
        keys.prepare();
        EphemeralKey client = group.generate(JCA, RANDOM);
        Encapsulated answer = group.encapsulate(keys, client.share());
        assertArrayEquals(group.made.get(2).share(), answer.share());
        assertTrue(client.agree(answer.share()).sameAs(answer.secret()));
    }

    @Test
    void aHybridTakesItsCurvesKeyFromHere() throws InvalidKeyShareException {
        NamedGroup hybrid = new HybridGroup(0x11EC, "X25519MLKEM768", group, 32, MlKem.ML_KEM_768, true);
        demand();
        keys.prepare();
        byte[] ready = group.made.get(2).share();
        byte[] answer =
                hybrid.encapsulate(keys, hybrid.generate(JCA, RANDOM).share()).share();
        assertArrayEquals(ready, Arrays.copyOfRange(answer, answer.length - 32, answer.length));
    }
}
