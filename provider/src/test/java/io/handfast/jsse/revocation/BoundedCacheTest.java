package io.handfast.jsse.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept for a while, and what a clock that runs back means for it. */
@Timeout(60)
class BoundedCacheTest {
    private static final Duration WHILE = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();

    /** Clocks are corrected by a little all the time; only one that somebody sets back would keep things for too long. */
    @ParameterizedTest
    @CsvSource({"1, true", "1000, true", "1001, false", "300000, false"})
    void aClockThatIsSetBack(long millis, boolean stays) {
        BoundedCache<String, Integer> cache = new BoundedCache<>(clock, 0);
        cache.keepFor(WHILE, "key", 1);
        clock.pass(Duration.ofMillis(-millis));
        assertEquals(stays ? Optional.of(1) : Optional.empty(), cache.find("key"));
        assertEquals(stays ? 1 : 0, cache.size());
    }

    @Test
    void aWhileEnds() {
        BoundedCache<String, Integer> cache = new BoundedCache<>(clock, 0);
        cache.keepFor(WHILE, "key", 1);
        clock.pass(WHILE);
        assertEquals(Optional.of(1), cache.find("key"));
        clock.pass(Duration.ofNanos(1));
        assertEquals(Optional.empty(), cache.find("key"));
    }

    /** What another thread stores must not be younger than the time that it is compared with. */
    @Test
    void nobodyComesBetweenTheTimeAndTheEntry() {
        List<Thread.State> others = new ArrayList<>();
        AtomicReference<Runnable> look = new AtomicReference<>(() -> {});
        BoundedCache<String, Integer> cache = new BoundedCache<>(
                () -> {
                    Thread other = new Thread(Objects.requireNonNull(look.get()));
                    other.start();
                    while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TERMINATED) {
                        Thread.onSpinWait();
                    }
                    others.add(other.getState());
                    return clock.instant();
                },
                0);
        look.set(cache::size);
        cache.keepFor(WHILE, "key", 1);
        assertEquals(Optional.of(1), cache.find("key"));
        assertEquals(List.of(Thread.State.WAITING, Thread.State.WAITING), others);
    }
}
