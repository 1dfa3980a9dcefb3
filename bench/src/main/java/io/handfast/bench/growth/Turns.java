package io.handfast.bench.growth;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import javax.net.ssl.SSLException;

/**
 * Lets two scenes take turns, and reads the thread's own clock and count of bytes around each turn.
 *
 * @param pairs of turns that count
 * @param handshakes in each turn
 * @param warmUp pairs of turns before them
 */
record Turns(int pairs, int handshakes, int warmUp) {
    static final Turns USUAL = new Turns(300, 10, 60);
    static final Turns QUICK = new Turns(60, 10, 30);

    Turns {
        if (pairs < 1 || handshakes < 1 || warmUp < 0) {
            throw new IllegalArgumentException("too few turns: " + pairs + " of " + handshakes + " after " + warmUp);
        }
    }

    Growth run(Scene small, Scene large) throws SSLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Growth growth = new Growth();
        for (int i = -warmUp; i < pairs; i++) {
            // Neither is always the second, which may find its code warm.
            boolean smallFirst = (i & 1) == 0;
            Reading first = turn(threads, smallFirst ? small : large);
            Reading second = turn(threads, smallFirst ? large : small);
            if (i >= 0) {
                growth.add(smallFirst ? first : second, smallFirst ? second : first);
            }
        }
        return growth;
    }

    private Reading turn(ThreadMXBean threads, Scene scene) throws SSLException {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long time = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < handshakes; i++) {
            scene.handshake();
        }
        long spent = threads.getCurrentThreadCpuTime() - time;
        return new Reading(
                (double) spent / handshakes, (double) (threads.getCurrentThreadAllocatedBytes() - bytes) / handshakes);
    }
}
