package io.handfast.tools.demo;

import io.handfast.HandshakeEvent;
import io.handfast.HandshakeListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the events of every connection since it was last emptied, in the order in which connections began. */
final class Recorder implements HandshakeListener {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, List<HandshakeEvent>> connections = new LinkedHashMap<>();
    private long newest = Long.MIN_VALUE;
    private long forgotten = Long.MIN_VALUE;

    @Override
    public void on(HandshakeEvent event) {
        lock.lock();
        try {
            // Late news of a connection that was drawn already must not open a second picture of it.
            if (event.connection() > forgotten) {
                newest = Math.max(newest, event.connection());
                connections
                        .computeIfAbsent(event.connection(), number -> new ArrayList<>())
                        .add(event);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes what was recorded; waits a moment for connections that are still saying goodbye. */
    List<List<HandshakeEvent>> take() throws InterruptedException {
        long left = GRACE.toNanos();
        lock.lock();
        try {
            while (left > 0 && !connections.values().stream().allMatch(Recorder::ended)) {
                left = changed.awaitNanos(left);
            }
            List<List<HandshakeEvent>> taken =
                    connections.values().stream().map(List::copyOf).toList();
            connections.clear();
            forgotten = newest;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static boolean ended(List<HandshakeEvent> events) {
        HandshakeEvent.Kind last = events.get(events.size() - 1).kind();
        // A goodbye that gets no answer is the end as well.
        return last == HandshakeEvent.Kind.CLOSED
                || last == HandshakeEvent.Kind.FAILED
                || last == HandshakeEvent.Kind.ALERT;
    }
}
