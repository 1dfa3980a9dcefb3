package io.handfast.bench.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.bench.engine.Turn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns come round about, one at a time, and after everybody's warm-up. */
@Timeout(300)
class TurnKeeperTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> turns = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Callable<Integer> entrant(TurnKeeper keeper, String name, int warmUps, int counted) {
        return () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), keeper.port())) {
                socket.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < warmUps + counted; i++) {
                    socket.getOutputStream().write(i < warmUps ? Turn.WARM_UP : Turn.COUNTED);
                    if (socket.getInputStream().read() != Turn.GO) {
                        throw new IOException("no turn for " + name);
                    }
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    turns.add(i < warmUps ? "warm-up" : name);
                    working.decrementAndGet();
                    socket.getOutputStream().write(Turn.DONE);
                }
                return warmUps + counted;
            }
        };
    }

    private void run(List<Callable<Integer>> entrants) throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        entrants.forEach(entrant -> running.add(threads.submit(entrant)));
        for (Future<Integer> each : running) {
            each.get();
        }
    }

    @Test
    void whatCountsComesAfterTheWarmUpsAndRoundAbout() throws Exception {
        try (TurnKeeper keeper = new TurnKeeper(List.of("a", "b", "c"), 1, 3)) {
            run(List.of(entrant(keeper, "b", 4, 3), entrant(keeper, "a", 1, 3), entrant(keeper, "c", 2, 3)));
        }
        assertEquals(Collections.nCopies(7, "warm-up"), turns.subList(0, 7));
        assertEquals(List.of("a", "b", "c", "a", "b", "c", "a", "b", "c"), turns.subList(7, turns.size()));
        assertEquals(1, most.get());
    }

    @Test
    void nobodyWaitsForOneThatWentAway() throws Exception {
        try (TurnKeeper keeper = new TurnKeeper(List.of("a", "gone", "broken off", "c"), 2, 2)) {
            keeper.leave("gone");
            run(List.of(entrant(keeper, "broken off", 1, 0), entrant(keeper, "c", 1, 2), entrant(keeper, "a", 1, 2)));
        }
        assertEquals(List.of("a", "c", "a", "c"), turns.subList(3, turns.size()));
    }

    @Test
    void aStrangerGetsNoTurn() throws Exception {
        try (TurnKeeper keeper = new TurnKeeper(List.of("a"), 1, 1);
                Socket stranger = new Socket(InetAddress.getLoopbackAddress(), keeper.port())) {
            stranger.getOutputStream().write(("stranger\n" + (char) Turn.COUNTED).getBytes(StandardCharsets.US_ASCII));
            run(List.of(entrant(keeper, "a", 0, 1)));
            stranger.shutdownOutput();
            assertEquals(-1, stranger.getInputStream().read());
        }
        assertEquals(List.of("a"), turns);
    }
}
