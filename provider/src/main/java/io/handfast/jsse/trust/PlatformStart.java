package io.handfast.jsse.trust;

import io.handfast.crypto.OwnThread;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;

/**
 * Has the JDK work out, in a thread of its own, what it would in the middle of a first handshake: its tables for host names (RFC 5890),
 * and for the first signature of P-256 another, which takes longer than any other cryptography of a first handshake (RFC 5280 §6.1.3).
 */
final class PlatformStart {
    private static final int P256_BITS = 256;
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private PlatformStart() {}

    /** Has the thread begin, once, if there is a processor for it, and does not wait for it. */
    static void begin(X509Certificate... anchors) {
        if (OwnThread.hasProcessor() && BEGUN.compareAndSet(false, true)) {
            OwnThread.begin("handfast-platform-start", () -> run(anchors));
        }
    }

    private static void run(X509Certificate... anchors) {
        try {
            new SNIHostName("localhost");
            if (allP256(anchors)) {
                verify(anchors[0]);
            }
        } catch (LinkageError | RuntimeException unusable) {
            // Whoever needs it meets the same, and is the one to be told.
        }
    }

    /** Whether whatever an anchor vouches for has a signature of P-256, so that no chain that needs one can do without the table. */
    static boolean allP256(X509Certificate... anchors) {
        for (X509Certificate each : anchors) {
            if (!(each.getPublicKey() instanceof ECKey key)
                    || key.getParams() == null
                    || key.getParams().getOrder().bitLength() != P256_BITS) {
                return false;
            }
        }
        return anchors.length > 0;
    }

    /** What comes of it is nobody's business: an anchor is trusted because it is there. */
    static void verify(X509Certificate anchor) {
        try {
            anchor.verify(anchor.getPublicKey());
        } catch (GeneralSecurityException notItsOwn) {
            // If it is not even one of P-256, the first chain works the table out.
        }
    }
}
