package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import io.handfast.record.RecordHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writing side of a socket: one thread at a time turns data into records and puts them on the stream (JSSE, SSLSocket).
 *
 * <p>Whoever holds {@code writing} may take the connection's lock, which is free again while the stream blocks.
 */
final class Sender {
    private static final byte[] NONE = new byte[0];

    private final SharedConnection shared;
    private final OutputStream out;
    private final LastFlight lastFlight;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable IOException writeFailure;

    Sender(SharedConnection shared, OutputStream out, LastFlight lastFlight) {
        this.shared = shared;
        this.out = out;
        this.lastFlight = lastFlight;
    }

    void write(byte[] source, int offset, int length) throws IOException {
        try {
            writeAll(source, offset, length);
        } catch (IOException failure) {
            // What a reader left to us meanwhile, such as the alert that says why we failed.
            try {
                flush(false);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
        flush(false);
    }

    private void writeAll(byte[] source, int offset, int length) throws IOException {
        writing.lock();
        byte[] array = NONE;
        int filled = 0;
        boolean sealed = true;
        try {
            array = arrayFor(length);
            int done = 0;
            while (done < length) {
                boolean last = false;
                IOException failure = null;
                shared.lock().lock();
                try {
                    shared.throwFailure();
                    TlsConnection connection = shared.connection();
                    if (connection.outboundClosed()) {
                        throw new SocketException("the output of this socket is shut down");
                    }
                    // What waits goes first, and if there is room the data with it.
                    filled = connection.drain(array, 0, array.length);
                    last = lastFlight.waits() && !connection.hasOutput();
                    int count = Math.min(length - done, connection.fragmentLimit());
                    while (count > 0
                            && !connection.hasOutput()
                            && connection.sealedLength(count) <= array.length - filled) {
                        sealed = false;
                        filled += connection.seal(source, offset + done, count, array, filled);
                        sealed = true;
                        done += count;
                        count = Math.min(length - done, connection.fragmentLimit());
                    }
                } catch (RuntimeException e) {
                    failure = shared.exception(e);
                } finally {
                    shared.lock().unlock();
                }
                if (filled > 0) {
                    transmit(array, filled, last); // the alert of a failure comes behind what was whole before it
                }
                filled = 0;
                if (failure != null) {
                    throw failure;
                }
            }
        } finally {
            if (!sealed && filled > 0) {
                breakOff(); // records that were taken from the connection will not be sent
            }
            if (array.length > 0) {
                RecordArrays.giveBack(array, sealed ? 0 : array.length);
            }
            writing.unlock();
        }
    }

    /** What fills more than one record goes out several at a time. */
    private static byte[] arrayFor(int length) {
        if (length == 0) {
            return NONE;
        }
        return length > RecordHeader.MAX_PLAINTEXT ? RecordArrays.borrowSeveral() : RecordArrays.borrow();
    }

    /**
     * Sends the records that wait.
     *
     * @param wait whether to wait for another thread that writes; otherwise that will send them
     */
    void flush(boolean wait) throws IOException {
        while (shared.tells(TlsConnection::hasOutput)) {
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

    private void drain() throws IOException {
        byte[] array = RecordArrays.borrow();
        try {
            while (true) {
                int filled;
                boolean last;
                shared.lock().lock();
                try {
                    TlsConnection connection = shared.connection();
                    filled = connection.drain(array, 0, array.length);
                    last = lastFlight.waits() && !connection.hasOutput();
                } finally {
                    shared.lock().unlock();
                }
                if (filled == 0) {
                    return;
                }
                transmit(array, filled, last);
            }
        } finally {
            RecordArrays.giveBack(array, 0);
        }
    }

    boolean isWorking() {
        return writeFailure == null && shared.failure() == null;
    }

    /** Throws if nothing can be sent any more: what ended the connection, or else the transport. */
    void requireWorking() throws IOException {
        IOException failure = shared.failure();
        if (failure != null) {
            throw failure;
        }
        requireTransport();
    }

    /** Throws if a write has failed before: what it was to send is lost, and the peer waits for it in vain. */
    private void requireTransport() throws SocketException {
        IOException failed = writeFailure;
        if (failed != null) {
            throw new SocketException("an earlier write to the transport failed: " + failed.getMessage());
        }
    }

    /**
     * Writes whole records; after a failure part of one may be out, so nothing may follow.
     *
     * @param last whether the last of what the handshake has to send is among them
     */
    private void transmit(byte[] array, int length, boolean last) throws IOException {
        requireTransport();
        boolean whole = false;
        try {
            out.write(array, 0, length);
            out.flush();
            whole = true;
        } catch (IOException e) {
            writeFailure = e;
            throw e;
        } finally {
            if (!whole) {
                breakOff(); // an error leaves as much unsaid as an exception
            }
        }
        if (last) {
            lastFlight.leave();
        }
    }

    private void breakOff() {
        if (writeFailure == null) {
            writeFailure = new IOException("it was broken off");
        }
    }
}
