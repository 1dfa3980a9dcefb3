package io.handfast.keyschedule;

import io.handfast.crypto.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keying material for use outside of TLS, in TLS 1.2 (RFC 5705 §4). */
public final class Exporter12 {
    /** The labels of TLS itself; exporting under one of them would give away the connection's own keys. */
    private static final Set<String> RESERVED =
            Set.of("client finished", "server finished", "master secret", "extended master secret", "key expansion");

    private Exporter12() {}

    /**
     * The exported value.
     *
     * @param masterSecret of the connection; stays the caller's
     * @param label ASCII, none of the labels TLS uses itself
     * @param clientRandom 32 bytes
     * @param serverRandom 32 bytes
     * @param context at most 65535 bytes; none at all gives another value than an empty one
     * @param length bytes wanted
     * @throws IllegalArgumentException when the label is reserved or the context too long
     */
    public static Secret export(
            Prf prf,
            Secret masterSecret,
            String label,
            byte[] clientRandom,
            byte[] serverRandom,
            byte @Nullable [] context,
            int length) {
        if (RESERVED.contains(label)) {
            throw new IllegalArgumentException("the label \"" + label + "\" belongs to TLS itself");
        }
        byte[] randoms = Prf.join(clientRandom, serverRandom);
        if (context == null) {
            return Secret.owning(prf.expand(masterSecret, label, randoms, length));
        }
        if (context.length > 0xffff) {
            throw new IllegalArgumentException("the context has more than 65535 bytes");
        }
        byte[] contextLength = {(byte) (context.length >>> 8), (byte) context.length};
        byte[] seed = Prf.join(randoms, contextLength, context);
        return Secret.owning(prf.expand(masterSecret, label, seed, length));
    }
}
