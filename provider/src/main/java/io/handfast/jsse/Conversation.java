package io.handfast.jsse;

import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.connection.Reception;
import io.handfast.connection.TlsConnection;
import io.handfast.record.OpenedRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a pair of blocking streams: one thread may read while another writes (JSSE, SSLSocket).
 *
 * <p>Three locks. {@code lock} guards the connection and is never held while a stream blocks or a task runs. {@code
 * reading} and {@code writing} each give one thread the use of a stream, and with it the order of its records. Whoever
 * holds one of them may take {@code lock}; a reader never waits for {@code writing}, because a writer may be blocked until
 * somebody reads: it leaves its records to the writer, who looks again after letting go.
 */
final class Conversation {
    private final TlsConnection connection;
    private final ReentrantLock lock;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final boolean requireCloseNotify;
    private final RecordInput records;
    private final OutputStream out;
    private final OpenedRecord opened = new OpenedRecord();
    private int plainAt;
    private int plainLeft;
    private boolean atEnd;
    private @Nullable IOException writeFailure;

    /**
     * A conversation that has not begun.
     *
     * @param requireCloseNotify whether the end of the stream without close_notify is an error between records, too
     */
    Conversation(
            TlsConnection connection,
            ReentrantLock lock,
            InputStream in,
            OutputStream out,
            boolean requireCloseNotify) {
        this.connection = connection;
        this.lock = lock;
        this.records = new RecordInput(in);
        this.out = out;
        this.requireCloseNotify = requireCloseNotify;
    }

    TlsConnection connection() {
        return connection;
    }

    /** Begins the handshake, once: a client then has its ClientHello to send. */
    void begin() throws IOException {
        lock.lock();
        try {
            connection.begin();
        } catch (TlsException e) {
            throw SslExceptions.of(e, false);
        } finally {
            lock.unlock();
        }
    }

    /** Runs the handshake to its end; one thread at a time. */
    void handshake() throws IOException {
        reading.lock();
        try {
            while (true) {
                flush(true);
                lock.lock();
                try {
                    throwFailure();
                    if (connection.connected()) {
                        return;
                    }
                    if (connection.inboundClosed()) {
                        throw new SSLException("the socket was closed during the handshake");
                    }
                } finally {
                    lock.unlock();
                }
                receive();
            }
        } finally {
            reading.unlock();
        }
    }

    /** Reads application data; −1 at its end. */
    int read(byte[] target, int offset, int length) throws IOException {
        reading.lock();
        try {
            while (plainLeft == 0) {
                if (atEnd) {
                    return -1;
                }
                receive();
                flush(false);
            }
            int count = Math.min(length, plainLeft);
            System.arraycopy(opened.array(), plainAt, target, offset, count);
            plainAt += count;
            plainLeft -= count;
            if (plainLeft == 0) {
                release();
            }
            return count;
        } finally {
            reading.unlock();
        }
    }

    /** What {@link #read} gives without waiting; 0 while another thread reads. */
    int available() {
        if (!reading.tryLock()) {
            return 0;
        }
        int left = plainLeft;
        reading.unlock();
        return left;
    }

    void write(byte[] source, int offset, int length) throws IOException {
        writing.lock();
        byte[] array = length == 0 ? new byte[0] : RecordArrays.borrow();
        try {
            int done = 0;
            while (done < length) {
                int filled;
                lock.lock();
                try {
                    throwFailure();
                    if (connection.outboundClosed()) {
                        throw new SocketException("the output of this socket is shut down");
                    }
                    filled = connection.drain(array, 0, array.length);
                    if (filled == 0) {
                        int count = Math.min(length - done, connection.fragmentLimit());
                        filled = connection.seal(source, offset + done, count, array, 0);
                        done += count;
                    }
                } catch (RuntimeException e) {
                    throw exception(e);
                } finally {
                    lock.unlock();
                }
                transmit(array, filled);
            }
        } finally {
            if (length > 0) {
                RecordArrays.giveBack(array, array.length);
            }
            writing.unlock();
        }
        flush(false);
    }

    /**
     * Sends the records that wait.
     *
     * @param wait whether to wait for a writer; otherwise the writer will send them
     */
    void flush(boolean wait) throws IOException {
        while (tells(TlsConnection::hasOutput)) {
            if (wait) {
                writing.lock();
            } else if (!writing.tryLock()) {
                return;
            }
            try {
                drain();
            } finally {
                writing.unlock();
            }
        }
    }

    /** Has the connection do something, and sends what comes of it. */
    void ask(Consumer<TlsConnection> wish) throws IOException {
        lock.lock();
        try {
            throwFailure();
            wish.accept(connection);
        } catch (TlsException | PeerAlertException e) {
            throw exception(e);
        } finally {
            lock.unlock();
        }
        flush(true);
    }

    /** What the connection says to a question. */
    boolean tells(Predicate<TlsConnection> question) {
        lock.lock();
        try {
            return question.test(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Says goodbye; what the peer still sends can be read. */
    void closeOutbound(boolean wait) throws IOException {
        lock.lock();
        try {
            connection.closeOutbound();
        } finally {
            lock.unlock();
        }
        flush(wait);
    }

    /** Reads on to the peer's close_notify, dropping what comes before it; not while another thread reads. */
    void awaitClose() throws IOException {
        if (!reading.tryLock()) {
            return;
        }
        try {
            while (!atEnd) {
                release();
                receive();
            }
        } finally {
            reading.unlock();
        }
    }

    /** Lets go of all memory, and of input that nobody will read, unless another thread is at it. */
    void discard(int limit) throws IOException {
        if (!reading.tryLock()) {
            return;
        }
        try {
            release();
            atEnd = true;
            records.discardAvailable(limit);
        } finally {
            reading.unlock();
        }
    }

    private void release() {
        plainLeft = 0;
        opened.clear();
        records.release();
    }

    /** Takes one record; the caller holds {@code reading}. */
    private void receive() throws IOException {
        try {
            if (!records.next(connection, lock)) {
                endOfStream();
                return;
            }
            Reception reception;
            lock.lock();
            try {
                reception = connection.receive(records.record(), 0, records.length(), opened);
            } finally {
                lock.unlock();
            }
            if (reception == Reception.APPLICATION_DATA && opened.length() > 0) {
                plainAt = opened.offset();
                plainLeft = opened.length();
                return;
            }
            atEnd = reception == Reception.CLOSED;
            release();
            runTasks();
        } catch (EOFException cut) {
            throw truncated(cut);
        } catch (RuntimeException e) {
            release();
            IOException failure = exception(e);
            flushQuietly(failure);
            throw failure;
        }
    }

    /** Runs the costly steps that a message has led to; the caller holds {@code reading}. */
    private void runTasks() throws IOException {
        try {
            for (Runnable task = task(); task != null; task = task()) {
                task.run();
            }
        } catch (IOException failure) {
            flushQuietly(failure);
            throw failure;
        }
    }

    private @Nullable Runnable task() throws IOException {
        lock.lock();
        try {
            Runnable next = connection.task();
            throwFailure();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void endOfStream() throws IOException {
        boolean tolerable = !requireCloseNotify && tells(now -> now.connected() && now.failure() == null);
        if (!tolerable) {
            throw truncated(new EOFException("the transport ended without close_notify"));
        }
        atEnd = true;
    }

    private IOException truncated(EOFException cut) {
        release();
        lock.lock();
        try {
            connection.closeInbound();
        } catch (RuntimeException e) {
            IOException failure = exception(e);
            failure.addSuppressed(cut);
            flushQuietly(failure);
            return failure;
        } finally {
            lock.unlock();
        }
        return cut;
    }

    private void drain() throws IOException {
        byte[] array = RecordArrays.borrow();
        try {
            while (true) {
                int filled;
                lock.lock();
                try {
                    filled = connection.drain(array, 0, array.length);
                } finally {
                    lock.unlock();
                }
                if (filled == 0) {
                    return;
                }
                transmit(array, filled);
            }
        } finally {
            RecordArrays.giveBack(array, array.length);
        }
    }

    /** Writes whole records; after a failure part of one may be out, so nothing may follow. */
    private void transmit(byte[] array, int length) throws IOException {
        if (writeFailure != null) {
            throw new SocketException("an earlier write to the transport failed: " + writeFailure.getMessage());
        }
        try {
            out.write(array, 0, length);
            out.flush();
        } catch (IOException e) {
            writeFailure = e;
            throw e;
        }
    }

    /** An alert that cannot be sent is no news to somebody who is about to learn why it was to be sent. */
    private void flushQuietly(IOException failure) {
        try {
            flush(false);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void throwFailure() throws IOException {
        RuntimeException failure = connection.failure();
        if (failure != null) {
            throw SslExceptions.of(failure, connection.connected());
        }
    }

    private IOException exception(RuntimeException e) {
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
