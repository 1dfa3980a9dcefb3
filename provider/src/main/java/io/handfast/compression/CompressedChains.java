package io.handfast.compression;

import io.handfast.wire.Bytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Chains that were compressed lately, so that a server compresses its own once and not for every client (RFC 8879 §5).
 *
 * <p>Found by their content, which is public; so one for the process serves all contexts. The chain that was not wanted for the
 * longest time goes first. Thread-safe.
 */
public final class CompressedChains {
    /** How many chains are kept; a chain takes a few thousand bytes, twice. */
    static final int MOST = 64;

    private static final CompressedChains SHARED = new CompressedChains();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Bytes> chains = new LinkedHashMap<>(16, 0.75f, true);

    CompressedChains() {}

    private record Key(CompressionAlgorithm algorithm, Bytes content) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && algorithm.equals(that.algorithm) && content.equals(that.content);
        }

        @Override
        public int hashCode() {
            return Objects.hash(algorithm, content);
        }
    }

    /** The one of this process. */
    public static CompressedChains shared() {
        return SHARED;
    }

    /**
     * The content compressed.
     *
     * @throws IOException if the library fails
     */
    public Bytes compress(CompressionAlgorithm algorithm, Bytes content) throws IOException {
        Key key = new Key(algorithm, content);
        lock.lock();
        try {
            Bytes known = chains.get(key);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        // Outside of the lock: two may do the same work once, but nobody waits for another's.
        Bytes compressed = Bytes.owning(algorithm.compress(content.toArray()));
        lock.lock();
        try {
            chains.put(key, compressed);
            if (chains.size() > MOST) {
                chains.remove(chains.keySet().iterator().next());
            }
            return compressed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return chains.size();
        } finally {
            lock.unlock();
        }
    }
}
