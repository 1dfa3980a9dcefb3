package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection and the lock that guards it, as the reading and the writing side of a socket share them (JSSE, SSLSocket).
 *
 * @param lock never held while a stream blocks or a task runs
 */
record SharedConnection(TlsConnection connection, ReentrantLock lock) {
    /** What the connection says to a question. */
    boolean tells(Predicate<TlsConnection> question) {
        lock.lock();
        try {
            return question.test(connection);
        } finally {
            lock.unlock();
        }
    }

    /** What {@link TlsConnection#recordLength} says of bytes that have come. */
    int recordLength(byte[] array, int offset, int available) {
        lock.lock();
        try {
            return connection.recordLength(array, offset, available);
        } finally {
            lock.unlock();
        }
    }

    /** Why the connection is over, as JSSE's callers are to see it; null if it has not failed. */
    @Nullable
    IOException failure() {
        lock.lock();
        try {
            RuntimeException failure = connection.failure();
            return failure == null ? null : SslExceptions.of(failure, connection.connected());
        } finally {
            lock.unlock();
        }
    }

    /** Throws why the connection is over, if it is; the caller holds the lock. */
    void throwFailure() throws IOException {
        IOException failure = failure();
        if (failure != null) {
            throw failure;
        }
    }

    /** What JSSE's callers are to see of the connection's failure; anything else is thrown on. */
    IOException exception(RuntimeException e) {
        lock.lock();
        try {
            if (connection.failure() != e) {
                throw e;
            }
            return SslExceptions.of(e, connection.connected());
        } finally {
            lock.unlock();
        }
    }
}
