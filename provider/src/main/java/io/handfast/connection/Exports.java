package io.handfast.connection;

import io.handfast.crypto.Secret;
import io.handfast.keyschedule.Exporter;
import io.handfast.wire.Bytes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The exporter of a connection, usable from the end of the handshake to the end of the connection (RFC 5705, RFC 8446 §7.5).
 *
 * <p>Thread-safe.
 */
public final class Exports {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Exporter prepared;
    private @Nullable Exporter exporter;
    private boolean established;
    private boolean closed;

    /** Keying material; empty before the handshake is done, after the end, and where the handshake allows none. */
    public Optional<Secret> export(String label, byte @Nullable [] context, int length) {
        return read(current -> current.export(label, context, length));
    }

    /** The verify_data of the handshake's first Finished, under the same conditions, before TLS 1.3. */
    public Optional<Bytes> firstFinished() {
        return read(Exporter::firstFinished).flatMap(first -> first);
    }

    /** Whether the handshake is done and the connection not yet over, so that only its kind can be why nothing is exported. */
    public boolean established() {
        lock.lock();
        try {
            return established && !closed;
        } finally {
            lock.unlock();
        }
    }

    void prepare(Exporter fresh) {
        lock.lock();
        try {
            destroy(prepared);
            prepared = fresh;
            if (closed) {
                destroyAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on what was prepared last counts, if anything was. */
    void open() {
        lock.lock();
        try {
            destroy(exporter);
            exporter = prepared;
            prepared = null;
            established = true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            destroyAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> Optional<T> read(Function<Exporter, T> reading) {
        lock.lock();
        try {
            return exporter == null ? Optional.empty() : Optional.of(reading.apply(exporter));
        } finally {
            lock.unlock();
        }
    }

    private void destroyAll() {
        destroy(prepared);
        destroy(exporter);
        prepared = null;
        exporter = null;
    }

    private static void destroy(@Nullable Exporter old) {
        if (old != null) {
            old.destroy();
        }
    }
}
