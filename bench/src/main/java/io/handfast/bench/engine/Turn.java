package io.handfast.bench.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The right of this JVM to work while its rivals wait: asked for before each iteration, given back after it.
 *
 * <p>Whoever starts the JVM says by {@link #PORT} and {@link #NAME} where turns are given out, and to whom. In a JVM that
 * was started otherwise it is always our turn.
 */
@State(Scope.Benchmark)
public class Turn {
    /** System property: the port of 127.0.0.1 where turns are given out. */
    public static final String PORT = "handfast.bench.turns";

    /** System property: the name that the turns go by; one line of ASCII. */
    public static final String NAME = "handfast.bench.entrant";

    /** What is asked for: a turn of the warm-up. */
    public static final int WARM_UP = 'w';

    /** What is asked for: a turn that counts. */
    public static final int COUNTED = 'c';

    /** What is said after a turn. */
    public static final int DONE = 'd';

    /** The answer to what was asked for. */
    public static final int GO = 'g';

    private @Nullable Socket keeper;
    private boolean taken;

    /** Says that we are there. */
    @Setup
    public void join() throws IOException {
        Integer port = Integer.getInteger(PORT);
        if (port != null) {
            keeper = new Socket(InetAddress.getLoopbackAddress(), port);
            keeper.getOutputStream().write((System.getProperty(NAME, "") + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Waits for the turn. */
    @Setup(Level.Iteration)
    public void take(IterationParams iteration) throws IOException {
        if (keeper != null) {
            keeper.getOutputStream().write(iteration.getType() == IterationType.WARMUP ? WARM_UP : COUNTED);
            if (keeper.getInputStream().read() != GO) {
                throw new IOException("nobody gives out turns any more");
            }
        }
        taken = true;
    }

    /** Lets the next one work. */
    @TearDown(Level.Iteration)
    public void giveBack() throws IOException {
        taken = false;
        if (keeper != null) {
            keeper.getOutputStream().write(DONE);
        }
    }

    /**
     * For what is measured to name its wish to take turns.
     *
     * @throws IllegalStateException when it is not our turn
     */
    public void taken() {
        if (!taken) {
            throw new IllegalStateException("not our turn");
        }
    }

    @TearDown
    public void leave() throws IOException {
        if (keeper != null) {
            keeper.close();
        }
    }
}
