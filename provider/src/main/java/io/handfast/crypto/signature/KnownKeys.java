package io.handfast.crypto.signature;

import java.security.spec.ECPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * Public keys of one curve whose signatures have verified, the latest used of them (RFC 8422 §5.10).
 *
 * <p>Bouncy Castle hangs the multiples of a point that it has computed on the point itself; with the point kept, the next
 * signature of the same key finds them. Nothing about a verdict is kept. Thread-safe.
 */
final class KnownKeys {
    /** Each holds some kilobytes of multiples. */
    static final int MOST = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ECPoint, ECPublicKeyParameters> keys = new LinkedHashMap<>(16, 0.75f, true);

    /** The key with this point, or null when it is not known. */
    @Nullable
    ECPublicKeyParameters find(ECPoint point) {
        lock.lock();
        try {
            return keys.get(point);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a key that has been checked to be on its curve, and lets go of the one unused for longest if there are many. */
    void keep(ECPoint point, ECPublicKeyParameters key) {
        lock.lock();
        try {
            keys.put(point, key);
            if (keys.size() > MOST) {
                keys.remove(keys.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}
