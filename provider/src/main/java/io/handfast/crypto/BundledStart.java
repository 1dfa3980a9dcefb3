package io.handfast.crypto;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.bouncycastle.math.ec.WNafUtil;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1FieldElement;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The first touch of Bouncy Castle, in a thread of its own that ends when it is done.
 *
 * <p>Its registrar keeps default parameters in a thread-local variable of whichever thread loads it. In a worker thread of
 * an application server they would hold the class loader of a web application after the application is gone; here they go
 * with the thread.
 *
 * <p>It also takes time: the jar is signed, and verified before it gives out its first class. So the thread begins with the
 * first service that somebody asks the provider for, and who needs Bouncy Castle waits until its classes are there. Up to
 * then the thread touches no class of ours, so that nobody who waits inside a static initialiser can keep it waiting. Last it
 * works out what the first key share and the first signature would have to, unless they come sooner.
 */
public final class BundledStart {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final CountDownLatch DONE = new CountDownLatch(1);

    private BundledStart() {}

    /** Has the thread begin, once, and does not wait for it. */
    public static void begin() {
        if (BEGUN.compareAndSet(false, true) && !OwnThread.begin("handfast-bundled-start", BundledStart::run)) {
            // Then it happens where it is needed, in whichever thread that is.
            DONE.countDown();
        }
    }

    /** Waits until its classes are there; every class that uses Bouncy Castle's cryptography begins with this. */
    public static void await() {
        begin();
        try {
            DONE.await();
        } catch (InterruptedException interrupted) {
            // Whoever needs the registrar earlier waits for it to be initialised, as for any class.
            Thread.currentThread().interrupt();
        }
    }

    private static void run() {
        load();
        try {
            X25519.precompute();
            FixedPointUtil.precompute(
                    BundledCurve.of(NistCurve.SECP256R1).domain().getG());
        } catch (LinkageError | RuntimeException unusable) {
            // Whoever needs it meets the same, and is the one to be told.
        }
    }

    private static void load() {
        try {
            // Any call initialises the registrar; this one only reads.
            CryptoServicesRegistrar.getServicesConstraints();
            for (Class<?> needed : firstNeeded()) {
                Class.forName(needed.getName(), true, needed.getClassLoader());
            }
        } catch (ClassNotFoundException | LinkageError | RuntimeException unusable) {
            // Whoever needs the class meets the same, and is the one to be told.
        } finally {
            DONE.countDown();
        }
    }

    /** What a first handshake needs most often. */
    private static Class<?>[] firstNeeded() {
        return new Class<?>[] {
            X25519.class,
            Ed25519.class,
            SecP256R1Curve.class,
            SecP256R1FieldElement.class,
            ECDSASigner.class,
            HMacDSAKCalculator.class,
            HMac.class,
            ParametersWithRandom.class,
            FixedPointUtil.class,
            FixedPointCombMultiplier.class,
            WNafUtil.class,
            StandardDSAEncoding.class
        };
    }
}
