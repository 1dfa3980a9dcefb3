package io.handfast.crypto;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/**
 * The first touch of Bouncy Castle, in a thread of its own that ends at once.
 *
 * <p>Its registrar keeps default parameters in a thread-local variable of whichever thread loads it. In a worker thread of
 * an application server they would hold the class loader of a web application after the application is gone; here they go
 * with the thread.
 */
final class BundledStart {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private BundledStart() {}

    /** Loads the registrar, once. */
    static void ensure() {
        if (DONE.compareAndSet(false, true)) {
            // No thread-local variables are inherited, and no context class loader is needed.
            Thread thread = new Thread(null, BundledStart::load, "handfast-bundled-start", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                // Whoever needs the registrar earlier waits for it to be initialised, as for any class.
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void load() {
        // Any call initialises the class; this one only reads.
        CryptoServicesRegistrar.getServicesConstraints();
    }
}
