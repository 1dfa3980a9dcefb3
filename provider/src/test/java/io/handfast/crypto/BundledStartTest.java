package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** The first touch of Bouncy Castle in a class loader that has seen neither it nor Handfast, by many threads at once. */
@Timeout(120)
class BundledStartTest {
    private static final String THREAD = "handfast-bundled-start";

    /** Classes whose initialisation waits for it, needs one that waits, or goes on at the same time. */
    private static final List<String> CLASSES = List.of(
            "io.handfast.crypto.BundledCurve",
            "io.handfast.crypto.signature.BundledEcdsa",
            "io.handfast.crypto.group.NamedGroups",
            "io.handfast.crypto.NistCurve",
            "org.bouncycastle.asn1.x509.SubjectPublicKeyInfo",
            "org.bouncycastle.crypto.signers.ECDSASigner");

    private static URL origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static Set<Thread> running() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals(THREAD));
        return threads;
    }

    @RepeatedTest(3)
    void nobodyWaitsForEverAndTheThreadEnds() throws Exception {
        Set<Thread> others = running();
        ExecutorService threads = Executors.newFixedThreadPool(CLASSES.size());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {origin(BundledStart.class), origin(CryptoServicesRegistrar.class)},
                ClassLoader.getPlatformClassLoader())) {
            Class<?> start = loader.loadClass(BundledStart.class.getName());
            assertSame(loader, start.getClassLoader());
            start.getMethod("begin").invoke(null);
            Set<Thread> own = running();
            own.removeAll(others);
            for (Thread thread : own) {
                assertTrue(thread.isDaemon());
                assertNull(thread.getContextClassLoader());
            }
            List<Future<Class<?>>> classes = new ArrayList<>();
            for (String name : CLASSES) {
                classes.add(threads.submit(() -> Class.forName(name, true, loader)));
            }
            for (int i = 0; i < CLASSES.size(); i++) {
                assertEquals(CLASSES.get(i), classes.get(i).get().getName());
            }
            start.getMethod("await").invoke(null);
            for (Thread thread : own) {
                thread.join(60_000);
                assertFalse(thread.isAlive(), "the thread is left behind");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
