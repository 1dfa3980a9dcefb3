package io.handfast.bench.engine;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
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

    /** System property: how many seconds of work the warm-up before JMH's may take; none without it. */
    public static final String WARM_UP_SECONDS = "handfast.bench.warmup";

    /** What is asked for: a turn of the warm-up. */
    public static final int WARM_UP = 'w';

    /** What is asked for: a turn that counts. */
    public static final int COUNTED = 'c';

    /** What is said after a turn. */
    public static final int DONE = 'd';

    /** The answer to what was asked for. */
    public static final int GO = 'g';

    private static final long TURN_NANOSECONDS = 1_000_000_000L;

    private final ReentrantLock sharing = new ReentrantLock();
    private @Nullable Socket keeper;
    private boolean warm;
    private int holders;

    /** Something to warm up with. */
    @FunctionalInterface
    public interface Work {
        /** Does one operation. */
        void run() throws IOException, GeneralSecurityException;
    }

    /** Says that we are there. The end of the JVM says that we are no more: of several threads, one may be done before others. */
    @Setup
    public void join() throws IOException {
        Integer port = Integer.getInteger(PORT);
        if (port != null) {
            keeper = new Socket(InetAddress.getLoopbackAddress(), port);
            keeper.getOutputStream().write((System.getProperty(NAME, "") + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Works in turns of a second until the compilers have come to rest ({@link Settling}), or for as many seconds as
     * {@link #WARM_UP_SECONDS} says. Between the turns of one the others have theirs, and what is to be compiled is compiled
     * meanwhile. The first thread does it for all.
     */
    public void warmUp(Work work) throws IOException, GeneralSecurityException {
        sharing.lock();
        try {
            Settling settling = new Settling();
            int left = warm ? 0 : Integer.getInteger(WARM_UP_SECONDS, 0);
            while (left > 0 && !settling.settled()) {
                ask(WARM_UP);
                turn(work, settling);
                done();
                left--;
            }
            warm = true;
        } finally {
            sharing.unlock();
        }
    }

    private static void turn(Work work, Settling settling) throws IOException, GeneralSecurityException {
        long begin = System.nanoTime();
        long spent = 0;
        long operations = 0;
        while (spent < TURN_NANOSECONDS) {
            work.run();
            operations++;
            spent = System.nanoTime() - begin;
        }
        settling.add(operations, compiled());
    }

    /** Milliseconds; 0 where nothing is compiled, or nobody counts it. */
    private static long compiled() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? compilers.getTotalCompilationTime()
                : 0;
    }

    /**
     * Waits for the turn; all threads of this JVM share one. Not done by JMH for this state, whose other threads would spin
     * meanwhile and so disturb those whose turn it is.
     */
    public void take(IterationParams iteration) throws IOException {
        sharing.lock();
        try {
            if (holders == 0) {
                ask(iteration.getType() == IterationType.WARMUP ? WARM_UP : COUNTED);
            }
            holders++;
        } finally {
            sharing.unlock();
        }
    }

    /** Lets the next one work, when the last thread says so. */
    public void giveBack() throws IOException {
        sharing.lock();
        try {
            holders--;
            if (holders == 0) {
                done();
            }
        } finally {
            sharing.unlock();
        }
    }

    private void ask(int kind) throws IOException {
        if (keeper != null) {
            keeper.getOutputStream().write(kind);
            if (keeper.getInputStream().read() != GO) {
                throw new IOException("nobody gives out turns any more");
            }
        }
    }

    private void done() throws IOException {
        if (keeper != null) {
            // Engines of native libraries hold pipes until the collector sees them, and a system has only so many.
            System.gc();
            keeper.getOutputStream().write(DONE);
        }
    }
}
