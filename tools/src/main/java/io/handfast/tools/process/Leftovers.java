package io.handfast.tools.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Programs and folders that must not outlive this JVM: removed when it ends before they were, also by a signal. */
public final class Leftovers {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Deque<Leftover> LEFT = new ArrayDeque<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::removeAll, "leftovers"));
    }

    private Leftovers() {}

    /** How something is removed. */
    @FunctionalInterface
    public interface Removal {
        void run() throws IOException;
    }

    private record Leftover(Object thing, Removal removal) {}

    /** Has it removed when the JVM ends; at once, if that is under way. */
    public static void add(Object thing, Removal removal) {
        Leftover added = new Leftover(thing, removal);
        LOCK.lock();
        try {
            if (!ending) {
                LEFT.push(added);
                return;
            }
        } finally {
            LOCK.unlock();
        }
        end(added);
    }

    /** Forgets it: somebody else removes it now. */
    public static void remove(Object thing) {
        LOCK.lock();
        try {
            LEFT.removeIf(each -> each.thing().equals(thing));
        } finally {
            LOCK.unlock();
        }
    }

    /** What came last goes first: programs, and then the folder in which they run. */
    private static void removeAll() {
        List<Leftover> all;
        LOCK.lock();
        try {
            ending = true;
            all = new ArrayList<>(LEFT);
        } finally {
            LOCK.unlock();
        }
        all.forEach(Leftovers::end);
    }

    private static void end(Leftover leftover) {
        try {
            leftover.removal().run();
        } catch (IOException e) {
            System.err.println("left behind: " + leftover.thing() + " (" + e + ")");
        }
    }
}
