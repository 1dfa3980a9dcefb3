package io.handfast.auth;

import io.handfast.config.Remembered;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import java.lang.ref.WeakReference;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chains that peers have shown lately, so that the same bytes need not be taken apart again (RFC 8446 §4.4.2).
 *
 * <p>A chain in here has been read, and no more: whether it is trusted is asked each time. Only certificates of the JDK's own
 * classes are kept, which never change and hold no class of a program's; and none of them once the providers change, because
 * another might read them otherwise. Thread-safe.
 */
final class KnownChains {
    /** Together at most some 2 MB, and usually a tenth of that. */
    static final int MOST = 64;

    static final int MOST_BYTES = 8 * 1024;

    private static volatile @Nullable KnownChains last;

    private final WeakReference<Jca> jca;
    private final Remembered<List<Bytes>, List<X509Certificate>> chains = new Remembered<>(MOST);

    private KnownChains(Jca jca) {
        this.jca = new WeakReference<>(jca);
    }

    /** Those that were read with these providers. */
    static KnownChains of(Jca jca) {
        KnownChains known = last;
        if (known == null || known.jca.get() != jca) {
            known = new KnownChains(jca);
            last = known;
        }
        return known;
    }

    /** The chain of these bytes, if it was read before. */
    @Nullable
    List<X509Certificate> find(List<Bytes> encoded) {
        return chains.known(encoded);
    }

    /** Keeps a chain, if it is one that may be kept. */
    void keep(List<Bytes> encoded, List<X509Certificate> chain) {
        int length = 0;
        List<Bytes> copies = new ArrayList<>(encoded.size());
        for (int i = 0; i < encoded.size(); i++) {
            length += encoded.get(i).length();
            if (length > MOST_BYTES || chain.get(i).getClass().getClassLoader() != null) {
                return;
            }
            // The message's own array goes on to other uses.
            copies.add(Bytes.owning(encoded.get(i).toArray()));
        }
        chains.keep(List.copyOf(copies), chain);
    }

    /** How many are kept. */
    int size() {
        return chains.size();
    }
}
