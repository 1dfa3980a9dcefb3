package io.handfast.keyschedule;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keying material for use outside of TLS, in TLS 1.2 (RFC 5705 §4). */
public final class Exporter12 implements Exporter {
    /** The labels of TLS itself; exporting under one of them would give away the connection's own keys. */
    private static final Set<String> RESERVED =
            Set.of("client finished", "server finished", "master secret", "extended master secret", "key expansion");

    private final Prf prf;
    private final Secret masterSecret;
    private final Bytes clientRandom;
    private final Bytes serverRandom;
    private final Bytes firstFinished;

    /**
     * The exporter of one connection, which takes over the master secret. Only for a master secret that is bound to the
     * handshake: another may be shared with somebody in the middle (RFC 7627 §5.4).
     */
    Exporter12(Prf prf, Secret masterSecret, Bytes clientRandom, Bytes serverRandom, Bytes firstFinished) {
        this.prf = prf;
        this.masterSecret = masterSecret;
        this.clientRandom = clientRandom;
        this.serverRandom = serverRandom;
        this.firstFinished = firstFinished;
    }

    @Override
    public Secret export(String label, byte @Nullable [] context, int length) {
        return export(prf, masterSecret, label, clientRandom.toArray(), serverRandom.toArray(), context, length);
    }

    @Override
    public Optional<Bytes> firstFinished() {
        return Optional.of(firstFinished);
    }

    @Override
    public void destroy() {
        masterSecret.destroy();
    }

    /**
     * The exported value.
     *
     * @param masterSecret of the connection; stays the caller's
     * @param label ASCII, none of the labels TLS uses itself
     * @param clientRandom 32 bytes
     * @param serverRandom 32 bytes
     * @param context at most 65535 bytes; none at all gives another value than an empty one
     * @param length bytes wanted
     * @throws IllegalArgumentException when the label is reserved, empty or not ASCII, or the context too long
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
        // RFC 5705 §4: labels are ASCII strings
        if (label.isEmpty() || !US_ASCII.newEncoder().canEncode(label)) {
            throw new IllegalArgumentException("an exporter label has one or more ASCII characters");
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
