package io.handfast.bench.figures;

import io.handfast.bench.engine.Turn;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives out turns to JVMs that measure ({@link Turn}), one at a time and round about, so that ratios are between neighbours
 * in time.
 *
 * <p>In the warm-up several may work at once, and nothing counts before the last of them is through with it. Whoever goes
 * away, in order or not, is waited for no longer.
 */
final class TurnKeeper implements Closeable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final ServerSocket listening;
    private final int together;
    private final int turns;
    private final List<Socket> sockets = new ArrayList<>();

    private enum Stand {
        /** Starting, or between two turns. */
        COMING,
        ASKS_WARM_UP,
        ASKS_COUNTED,
        WORKS,
        GONE
    }

    /** What is known of one of them. */
    private static final class Seat {
        private Stand stand = Stand.COMING;
        private Optional<Socket> socket = Optional.empty();
        private int turns;
        private int counted;
    }

    /**
     * Waits for these.
     *
     * @param together how many may work at once in the warm-up
     * @param turns that count, for each
     */
    TurnKeeper(List<String> entrants, int together, int turns) throws IOException {
        entrants.forEach(entrant -> seats.put(entrant, new Seat()));
        this.together = together;
        this.turns = turns;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("bench turns", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Nobody waits for this one any longer. */
    void leave(String entrant) {
        lock.lock();
        try {
            Seat seat = seats.get(entrant);
            if (seat != null) {
                seat.stand = Stand.GONE;
                giveOut();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                lock.lock();
                try {
                    sockets.add(socket);
                } finally {
                    lock.unlock();
                }
                start("bench turns of one", () -> attend(socket));
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void attend(Socket socket) {
        String entrant = "";
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String name = in.readLine();
            entrant = name == null ? "" : name;
            for (int said = in.read(); said >= 0; said = in.read()) {
                hear(entrant, socket, said);
            }
        } catch (IOException brokenOff) {
            Thread.currentThread().interrupt();
        } finally {
            leave(entrant);
        }
    }

    private void hear(String entrant, Socket socket, int said) {
        lock.lock();
        try {
            Seat seat = seats.get(entrant);
            if (seat == null || seat.stand == Stand.GONE) {
                return;
            }
            seat.socket = Optional.of(socket);
            seat.stand = switch (said) {
                case Turn.WARM_UP -> Stand.ASKS_WARM_UP;
                case Turn.COUNTED -> Stand.ASKS_COUNTED;
                default -> seat.counted == turns ? Stand.GONE : Stand.COMING;
            };
            giveOut();
        } finally {
            lock.unlock();
        }
    }

    private void giveOut() {
        while (working() < together) {
            Optional<Seat> next = next(Stand.ASKS_WARM_UP);
            if (next.isEmpty()) {
                break;
            }
            next.get().turns++;
            go(next.get());
        }
        if (seats.values().stream().allMatch(seat -> seat.stand == Stand.ASKS_COUNTED || seat.stand == Stand.GONE)) {
            next(Stand.ASKS_COUNTED).ifPresent(seat -> {
                seat.turns++;
                seat.counted++;
                go(seat);
            });
        }
    }

    private long working() {
        return seats.values().stream().filter(seat -> seat.stand == Stand.WORKS).count();
    }

    /** Of those that ask, the first with the fewest turns. */
    private Optional<Seat> next(Stand asking) {
        Seat best = null;
        for (Seat seat : seats.values()) {
            boolean fewer = best == null
                    || (asking == Stand.ASKS_COUNTED ? seat.counted < best.counted : seat.turns < best.turns);
            if (seat.stand == asking && fewer) {
                best = seat;
            }
        }
        return Optional.ofNullable(best);
    }

    private static void go(Seat seat) {
        try {
            seat.socket.orElseThrow().getOutputStream().write(Turn.GO);
            seat.stand = Stand.WORKS;
        } catch (IOException brokenOff) {
            seat.stand = Stand.GONE;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        lock.lock();
        try {
            for (Socket socket : sockets) {
                socket.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
