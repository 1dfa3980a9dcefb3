package io.handfast.crypto;

/**
 * A thread of its own for work that a first handshake would do otherwise, while the program makes its contexts; it ends when that is
 * done.
 */
public final class StartThread {
    private StartThread() {}

    /** Whether there is a processor for it besides the program's: with one alone the first handshake would be later, not sooner. */
    public static boolean isWorthwhile() {
        return Runtime.getRuntime().availableProcessors() > 1;
    }

    /**
     * Has the work begin, and does not wait for it.
     *
     * @return whether it begins; false if there is no thread to be had
     */
    public static boolean begin(String name, Runnable work) {
        try {
            // No thread-local variables are inherited, and no context class loader is needed.
            Thread thread = new Thread(null, work, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            return true;
        } catch (OutOfMemoryError | RuntimeException noThread) {
            return false;
        }
    }
}
