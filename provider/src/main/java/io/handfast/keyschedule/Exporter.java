package io.handfast.keyschedule;

import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a connection's keys give to protocols outside of TLS (RFC 5705 §4, RFC 8446 §7.5). Not thread-safe. */
public interface Exporter {
    /**
     * Keying material of its own for each label and context.
     *
     * @param label ASCII
     * @param context mixed in; in TLS 1.2 and below none gives another value than an empty one, in TLS 1.3 the same
     * @param length bytes wanted
     * @throws IllegalArgumentException if label, context or length is outside of the version's bounds
     */
    Secret export(String label, byte @Nullable [] context, int length);

    /** The verify_data of the handshake's first Finished; empty from TLS 1.3 on (RFC 5929 §3.1, RFC 8446 §C.5). */
    Optional<Bytes> firstFinished();

    /** Zeroes the secret. */
    void destroy();
}
