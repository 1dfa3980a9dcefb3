package io.handfast.crypto;

/**
 * A thread of ours: it keeps no JVM alive, inherits no thread-local variables, and holds no class loader of whichever program came
 * first.
 */
public final class OwnThread {
    private OwnThread() {}

    /** One that has not begun. */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /**
     * Has the work begin, and does not wait for it.
     *
     * @return whether it begins; false if there is no thread to be had
     */
    public static boolean begin(String name, Runnable work) {
        try {
            of(name, work).start();
            return true;
        } catch (OutOfMemoryError | RuntimeException noThread) {
            return false;
        }
    }

    /** Whether there is a processor for one besides the program's; with one alone, what is done ahead delays what it is done for. */
    public static boolean hasProcessor() {
        return Runtime.getRuntime().availableProcessors() > 1;
    }
}
