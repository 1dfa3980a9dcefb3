package io.handfast.jsse;

import io.handfast.crypto.OwnThread;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends goodbyes that take too long: a peer that does not read could keep a close waiting for ever.
 *
 * <p>One thread looks after those of all sockets, a few times a second, while there are any. A goodbye that ends in time, as
 * nearly all do, so costs an entry in a set; a timer of its own would wake up the timer's thread twice.
 */
final class GoodbyeWatch {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Set<Goodbye> PENDING = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    private GoodbyeWatch() {}

    /** One under way. */
    static final class Goodbye {
        private final long begun = System.nanoTime();
        private final long patienceNanos;
        private final Runnable late;

        private Goodbye(long patienceNanos, Runnable late) {
            this.patienceNanos = patienceNanos;
            this.late = late;
        }

        /** It was said in time, or nobody waits for it any more. */
        void end() {
            PENDING.remove(this);
        }
    }

    /**
     * Begins one.
     *
     * @param patienceMillis after which it is late, or up to a quarter of a second later
     * @param late what is done then, in a thread of its own
     */
    static Goodbye begin(int patienceMillis, Runnable late) {
        Goodbye goodbye = new Goodbye(TimeUnit.MILLISECONDS.toNanos(patienceMillis), late);
        PENDING.add(goodbye);
        // Where no thread can be started nobody watches; the next one tries again.
        if (!WATCHED.get()
                && WATCHED.compareAndSet(false, true)
                && !OwnThread.begin("handfast-goodbyes", GoodbyeWatch::watch)) {
            WATCHED.set(false);
        }
        return goodbye;
    }

    private static void watch() {
        boolean ended = false;
        try {
            watchWhileThereAreAny();
            ended = true;
        } finally {
            if (!ended) {
                // An error took this thread; the next goodbye starts another.
                WATCHED.set(false);
            }
        }
    }

    private static void watchWhileThereAreAny() {
        do {
            // Most goodbyes have ended before the first look. Who interrupts all threads of a group means others.
            LockSupport.parkNanos(INTERVAL_NANOS);
            boolean unused = Thread.interrupted();
            long now = System.nanoTime();
            for (Goodbye goodbye : List.copyOf(PENDING)) {
                if (now - goodbye.begun >= goodbye.patienceNanos && PENDING.remove(goodbye)) {
                    // Closing a transport may take its time, too (SO_LINGER).
                    if (!OwnThread.begin("handfast-late-goodbye", goodbye.late)) {
                        goodbye.late.run();
                    }
                }
            }
        } while (goesOn());
    }

    /** Who begins a goodbye after we have said that nobody watches starts the next thread; one before that is ours. */
    private static boolean goesOn() {
        if (!PENDING.isEmpty()) {
            return true;
        }
        WATCHED.set(false);
        return !PENDING.isEmpty() && WATCHED.compareAndSet(false, true);
    }
}
