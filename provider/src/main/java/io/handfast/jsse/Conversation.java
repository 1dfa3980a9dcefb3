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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a pair of blocking streams: one thread may read while another writes (JSSE, SSLSocket).
 *
 * <p>Three locks. {@code lock} guards the connection and is never held while a stream blocks or a task runs. {@code
 * reading} and that of the {@link Sender} each give one thread the use of a stream, and with it the order of its records.
 * Whoever holds one of them may take {@code lock}; a reader never waits for the sender, because that may be blocked until
 * somebody reads: it leaves its records to the writer, who looks again after letting go.
 */
final class Conversation {
    private static final System.Logger LOGGER = System.getLogger("io.handfast.jsse");
    private static final byte[] NONE = new byte[0];

    private final TlsConnection connection;
    private final ReentrantLock lock;
    private final SharedConnection shared;
    private final Sender sender;
    final LastFlight lastFlight;
    private final ReentrantLock reading = new ReentrantLock();
    private final boolean requireCloseNotify;
    private final Runnable meanwhile;
    final RecordInput records; // seen by the tests in this package
    private final OpenedRecord opened = new OpenedRecord();
    /** What a record is opened into, while its content has not been given out yet. */
    private byte[] plain = NONE;

    private int plainUsed;
    private int plainAt;
    private int plainLeft;
    volatile boolean atEnd;

    /**
     * A conversation that has not begun.
     *
     * @param readAhead whether the stream's bytes are ours alone, also those behind our last record
     * @param requireCloseNotify whether the end of the stream without close_notify is an error between records, too
     * @param meanwhile what can be done while the handshake waits for the peer
     * @param lastFlight told when it waits, and when it has left
     */
    Conversation(
            TlsConnection connection,
            ReentrantLock lock,
            InputStream in,
            OutputStream out,
            boolean readAhead,
            boolean requireCloseNotify,
            Runnable meanwhile,
            LastFlight lastFlight) {
        this.connection = connection;
        this.lock = lock;
        this.shared = new SharedConnection(connection, lock);
        this.sender = new Sender(shared, out, lastFlight);
        this.lastFlight = lastFlight;
        this.records = new RecordInput(in, readAhead);
        this.requireCloseNotify = requireCloseNotify;
        this.meanwhile = meanwhile;
    }

    TlsConnection connection() {
        return connection;
    }

    /**
     * Begins the handshake, once: a client then has its ClientHello to send.
     *
     * @param inParts whether a flight may {@linkplain TlsConnection#sendInParts leave in parts}
     */
    void begin(boolean inParts) throws IOException {
        lock.lock();
        try {
            if (inParts) {
                connection.sendInParts();
            }
            connection.begin();
        } catch (RuntimeException e) {
            throw shared.exception(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the handshake to its end; one thread at a time.
     *
     * @param writeFollows whether the caller goes on to {@link #write}: what we send last, our Finished or our tickets, then leaves
     *     with that data in one piece. On its own it may keep the data back (RFC 9293 §3.7.4): the peer need not hurry
     * @return whether our Finished waits to leave so
     */
    boolean handshake(boolean writeFollows) throws IOException {
        sender.requireWorking(); // before a reader is waited for
        reading.lock();
        try {
            while (true) {
                if (!writeFollows || !shared.tells(now -> now.connected() && now.failure() == null)) {
                    sender.flush(true);
                }
                lock.lock();
                try {
                    sender.requireWorking();
                    if (connection.connected()) {
                        // Tickets come with the server's flight, and may wait for a reader for long.
                        records.rest();
                        return lastFlight.keep(connection);
                    }
                    if (connection.inboundClosed()) {
                        throw SslExceptions.unfinished(connection.canceledByPeer());
                    }
                } finally {
                    lock.unlock();
                }
                if (!records.hasMore()) {
                    // The peer works now.
                    meanwhile.run();
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
                answer();
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

    /** Sends what the record asked for; that it cannot be sent is no news to a reader, but to the next writer. */
    void answer() {
        try {
            sender.flush(false);
        } catch (IOException told) {
            LOGGER.log(System.Logger.Level.DEBUG, "an answer could not be sent", told);
        }
    }

    /** Nobody wants to read any more; who does is at the end, once the stream has ended. */
    void leaveInput() {
        records.leave();
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
        sender.write(source, offset, length);
    }

    /** Whether anything can be sent yet. */
    boolean isWorking() {
        return sender.isWorking();
    }

    /** Has the connection do something, and sends what comes of it. */
    void ask(Consumer<TlsConnection> wish) throws IOException {
        lock.lock();
        try {
            shared.throwFailure();
            wish.accept(connection);
        } catch (TlsException | PeerAlertException e) {
            throw shared.exception(e);
        } finally {
            lock.unlock();
        }
        sender.flush(true);
    }

    /** What the connection says to a question. */
    boolean tells(Predicate<TlsConnection> question) {
        return shared.tells(question);
    }

    /** Says goodbye; what the peer still sends can be read. */
    void closeOutbound(boolean wait) throws IOException {
        lock.lock();
        try {
            connection.closeOutbound();
        } finally {
            lock.unlock();
        }
        sender.flush(wait);
    }

    /** Why the connection is over, as JSSE's callers are to see it; null if it has not failed. */
    @Nullable
    IOException failure() {
        return shared.failure();
    }

    /** The transport is gone: what is secret is forgotten. */
    void abandon() {
        lock.lock();
        try {
            connection.abandon();
        } finally {
            lock.unlock();
        }
    }

    /** What comes before each record that is waited for. */
    @FunctionalInterface
    interface BeforeRecord {
        void run() throws IOException;
    }

    /** Reads on to the peer's close_notify, dropping what comes before it; not while another thread reads. */
    void awaitClose(BeforeRecord before) throws IOException {
        if (!reading.tryLock()) {
            return;
        }
        try {
            while (!atEnd) {
                release();
                before.run();
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
            // Who reads after a failure is told of it.
            atEnd |= shared.tells(now -> now.failure() == null);
            records.discardAvailable(limit);
        } finally {
            reading.unlock();
        }
    }

    private void release() {
        plainLeft = 0;
        opened.clear();
        if (plain.length > 0) {
            RecordArrays.giveBack(plain, plainUsed);
            plain = NONE;
        }
        records.release();
    }

    /** Takes one record; the caller holds {@code reading}. */
    private void receive() throws IOException {
        if (isOver()) {
            atEnd = true;
            return;
        }
        try {
            if (!records.next(shared::recordLength)) {
                endOfStream();
                return;
            }
            plain = RecordArrays.borrow();
            plainUsed = records.length();
            opened.openInto(plain);
            Reception reception;
            lock.lock();
            try {
                reception = connection.receive(records.record(), records.start(), records.length(), opened);
            } finally {
                lock.unlock();
            }
            if (reception == Reception.APPLICATION_DATA && opened.length() > 0) {
                plainAt = opened.offset();
                plainLeft = opened.length();
                records.release();
                return;
            }
            atEnd = reception == Reception.CLOSED;
            release();
            runTasks();
        } catch (EOFException cut) {
            throw truncated(cut);
        } catch (RuntimeException e) {
            release();
            IOException failure = shared.exception(e);
            flushQuietly(failure);
            throw failure;
        }
    }

    /** Whether nothing can come any more; a transport that stays open would let us wait for it. */
    private boolean isOver() throws IOException {
        lock.lock();
        try {
            shared.throwFailure();
            return connection.inboundClosed();
        } finally {
            lock.unlock();
        }
    }

    /** Runs the costly steps that a message has led to; the caller holds {@code reading}. */
    private void runTasks() throws IOException {
        try {
            for (Runnable task = task(); task != null; task = task()) {
                try {
                    // The first part of a flight, which the peer can work on while we do.
                    sender.flush(false);
                } finally {
                    // A step that was handed out is waited for, and holds secrets until it is done.
                    task.run();
                }
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
            shared.throwFailure();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void endOfStream() throws IOException {
        boolean tolerable = (!requireCloseNotify || records.left())
                && shared.tells(now -> now.connected() && now.failure() == null);
        if (!tolerable) {
            throw truncated(new EOFException("the transport ended without close_notify"));
        }
        atEnd = true;
    }

    private IOException truncated(EOFException cut) {
        release();
        lock.lock();
        try {
            connection.transportEnded();
        } catch (RuntimeException e) {
            IOException failure = shared.exception(e);
            failure.addSuppressed(cut);
            flushQuietly(failure);
            return failure;
        } finally {
            lock.unlock();
        }
        return cut;
    }

    /** An alert that cannot be sent is no news to somebody who is about to learn why it was to be sent. */
    private void flushQuietly(IOException failure) {
        try {
            sender.flush(false);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
