package io.handfast.jsse;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.connection.Reception;
import io.handfast.connection.TlsConnection;
import io.handfast.record.OpenedRecord;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection between ByteBuffers (JSSE, SSLEngine).
 *
 * <p>A record is opened straight into a destination that is an array with room for the whole fragment, otherwise into an array of
 * ours out of which its content is copied; either way the destination holds nothing but authentic content when the call
 * returns. Application data is sealed straight into the destination. Buffers without an array cost another copy. One lock
 * guards all, and is never held while a task runs.
 */
final class Engine extends TellingEngine {
    /** A record whose content has not been given out yet, in an array that is lent. */
    private @Nullable OpenedRecord unread;

    private boolean failureReported;
    private boolean closedEarly;

    Engine(TlsContext context, @Nullable String host, int port) {
        super(context, host, port);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
            throws SSLException {
        ByteBuffers.check(sources, offset, length, destination);
        if (destination.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        lock.lock();
        try {
            TlsConnection current = begin();
            return current == null
                    ? new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0)
                    : wrap(current, sources, offset, length, destination);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] destinations, int offset, int length)
            throws SSLException {
        ByteBuffers.check(destinations, offset, length, source);
        ByteBuffers.requireWritable(destinations, offset, length);
        lock.lock();
        try {
            TlsConnection current = begin();
            return current == null
                    ? new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0)
                    : unwrap(current, source, destinations, offset, length);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        lock.lock();
        try {
            return connection == null ? null : connection.task();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void beginHandshake() throws SSLException {
        lock.lock();
        try {
            // While the caller has not been told that the handshake is done, it is asking for that one.
            boolean again = finishedReported;
            TlsConnection current = begin();
            if (current == null) {
                throw new SSLException("the engine is closed");
            }
            throwFailure(current);
            if (again) {
                renew(current);
            }
        } catch (RuntimeException e) {
            throw reported(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closeInbound() throws SSLException {
        lock.lock();
        try {
            TlsConnection current = connection;
            if (current == null) {
                closedEarly = true;
            } else if (!current.inboundClosed()) {
                current.closeInbound();
            }
        } catch (TlsException cut) {
            // Once the handshake is complete that is no failure: what is wrapped still goes out (RFC 8446 §6.1).
            throw connection != null && connection.failure() == null ? SslExceptions.of(cut, true) : reported(cut);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isInboundDone() {
        lock.lock();
        try {
            return connection == null ? closedEarly : connection.inboundClosed();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closeOutbound() {
        lock.lock();
        try {
            if (connection == null) {
                closedEarly = true;
            } else {
                connection.closeOutbound();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOutboundDone() {
        lock.lock();
        try {
            return connection == null ? closedEarly : connection.outboundClosed() && !connection.hasOutput();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        lock.lock();
        try {
            return connection == null ? HandshakeStatus.NOT_HANDSHAKING : status(connection);
        } finally {
            lock.unlock();
        }
    }

    /** The connection, begun if it was not; null if the engine was closed before. */
    private @Nullable TlsConnection begin() throws SSLException {
        if (connection != null || closedEarly) {
            return connection;
        }
        if (!settings.modeChosen()) {
            throw new IllegalStateException("setUseClientMode must be called before the handshake begins");
        }
        try {
            TlsConfig config = context.config(
                    settings, new EngineCaller(this), getPeerHost(), getPeerHost(), getPeerPort(), Selectors.of(this));
            TlsConnection fresh = settings.clientMode() ? TlsConnection.client(config) : TlsConnection.server(config);
            session = new SessionView(
                    fresh.factsAlone(),
                    settings.clientMode(),
                    fresh.exports(),
                    context.sessions(settings.clientMode()),
                    getPeerHost(),
                    getPeerPort(),
                    HostNames.requested(settings, getPeerHost()),
                    config.signatureSchemes(),
                    config.options().chainWishes().schemes());
            connection = fresh;
            fresh.begin();
            return fresh;
        } catch (TlsException e) {
            failureReported = connection != null;
            throw SslExceptions.of(e, false);
        } finally {
            if (connection != null && !connection.begun() && connection.failure() == null) {
                // An error kept it from its beginning: the next call makes another one.
                connection = null;
            }
        }
    }

    /** A new handshake on a connection that has one: TLS 1.3 renews the keys, TLS 1.2 does not at all. */
    private static void renew(TlsConnection current) throws SSLException {
        if (current.outboundClosed()) {
            throw new SSLException("the engine is closed");
        }
        if (current.facts().version().orElseThrow().is13()) {
            current.updateKeys(true);
        } else {
            throw new SSLException("renegotiation is not supported");
        }
    }

    private SSLEngineResult wrap(
            TlsConnection current, ByteBuffer[] sources, int offset, int length, ByteBuffer destination)
            throws SSLException {
        if (!failureReported) {
            throwFailure(current);
        }
        if (current.hasOutput()) {
            return drain(current, destination);
        }
        if (current.outboundClosed()) {
            if (ByteBuffers.remaining(sources, offset, length, 1) > 0) {
                throwFailure(current);
            }
            return result(current, Status.CLOSED, 0, 0);
        }
        if (!finishedReported) {
            return result(current, Status.OK, 0, 0);
        }
        int count = ByteBuffers.remaining(sources, offset, length, current.fragmentLimit());
        if (count == 0) {
            return result(current, Status.OK, 0, 0);
        }
        int room = current.sealedLength(count);
        if (destination.remaining() < room) {
            return result(current, Status.BUFFER_OVERFLOW, 0, 0);
        }
        try {
            int produced = RecordTransfer.seal(current, sources, offset, count, destination, room);
            return result(current, Status.OK, count, produced);
        } catch (RuntimeException e) {
            throw reported(e);
        }
    }

    /** One record that waited: more of them at once would be within the letter of SSLEngine, but not its spirit. */
    private SSLEngineResult drain(TlsConnection current, ByteBuffer destination) {
        int length = current.outputLength();
        if (destination.remaining() < length) {
            return result(current, Status.BUFFER_OVERFLOW, 0, 0);
        }
        RecordTransfer.drain(current, length, destination);
        boolean last = current.outboundClosed() && !current.hasOutput();
        return result(current, last ? Status.CLOSED : Status.OK, 0, length);
    }

    private SSLEngineResult unwrap(
            TlsConnection current, ByteBuffer source, ByteBuffer[] destinations, int offset, int length)
            throws SSLException {
        throwFailure(current);
        if (current.inboundClosed()) {
            return result(current, Status.CLOSED, 0, 0);
        }
        if (current.busy() || !finishedReported && (current.hasOutput() || current.connected())) {
            return result(current, Status.OK, 0, 0);
        }
        int recordLength;
        try {
            recordLength = RecordTransfer.recordLength(current, source);
        } catch (RuntimeException e) {
            throw reported(e);
        }
        if (recordLength == 0 || source.remaining() < recordLength) {
            return result(current, Status.BUFFER_UNDERFLOW, 0, 0);
        }
        OpenedRecord opened = unread;
        if (opened == null) {
            if (length > 0 && RecordTransfer.opensStraight(current, source, recordLength, destinations[offset])) {
                return unwrapStraight(current, source, recordLength, destinations[offset]);
            }
            opened = new OpenedRecord();
            opened.openInto(RecordArrays.borrow());
            Reception reception;
            try {
                reception = RecordTransfer.receive(current, source, recordLength, opened);
            } catch (RuntimeException e) {
                release(opened, recordLength);
                throw reported(e);
            }
            if (reception != Reception.APPLICATION_DATA) {
                release(opened, recordLength);
                source.position(source.position() + recordLength);
                return result(current, reception == Reception.CLOSED ? Status.CLOSED : Status.OK, recordLength, 0);
            }
        }
        unread = opened;
        return deliver(current, opened, source, recordLength, destinations, offset, length);
    }

    private SSLEngineResult unwrapStraight(
            TlsConnection current, ByteBuffer source, int recordLength, ByteBuffer destination) throws SSLException {
        int before = destination.position();
        Reception reception;
        try {
            reception = RecordTransfer.receiveStraight(current, source, recordLength, destination);
        } catch (RuntimeException e) {
            throw reported(e);
        }
        source.position(source.position() + recordLength);
        return result(
                current,
                reception == Reception.CLOSED ? Status.CLOSED : Status.OK,
                recordLength,
                destination.position() - before);
    }

    /**
     * Gives out what was opened, if it fits. If it does not, it is kept, while to the caller the record is still in the
     * source; how much room it needs shows only when it is open, because of its padding.
     */
    private SSLEngineResult deliver(
            TlsConnection current,
            OpenedRecord opened,
            ByteBuffer source,
            int recordLength,
            ByteBuffer[] destinations,
            int offset,
            int length) {
        int produced = opened.length();
        if (ByteBuffers.remaining(destinations, offset, length, produced) < produced) {
            return result(current, Status.BUFFER_OVERFLOW, 0, 0);
        }
        ByteBuffers.scatter(opened.array(), opened.offset(), produced, destinations, offset);
        source.position(source.position() + recordLength);
        release(opened, recordLength);
        unread = null;
        return result(current, Status.OK, recordLength, produced);
    }

    private static void release(OpenedRecord opened, int recordLength) {
        RecordArrays.giveBack(opened.room(), recordLength);
    }

    private HandshakeStatus status(TlsConnection current) {
        if (current.hasOutput() || current.failure() != null && !failureReported) {
            return HandshakeStatus.NEED_WRAP;
        }
        if (current.failure() != null || current.outboundClosed() && current.inboundClosed()) {
            return HandshakeStatus.NOT_HANDSHAKING;
        }
        if (current.busy()) {
            return HandshakeStatus.NEED_TASK;
        }
        if (!finishedReported) {
            // Complete, but the caller has not been told: a wrap will do so, or, where wraps are over, an unwrap.
            return current.connected() && !current.outboundClosed()
                    ? HandshakeStatus.NEED_WRAP
                    : HandshakeStatus.NEED_UNWRAP;
        }
        // Also while the peer's goodbye is waited for: what comes until then is data, which some programs take in no
        // other status.
        return HandshakeStatus.NOT_HANDSHAKING;
    }

    private SSLEngineResult result(TlsConnection current, Status status, int consumed, int produced) {
        HandshakeStatus handshake;
        if (!finishedReported && current.connected() && !current.hasOutput() && status == Status.OK) {
            finishedReported = true;
            handshake = HandshakeStatus.FINISHED;
        } else {
            handshake = status(current);
        }
        return new SSLEngineResult(status, handshake, consumed, produced);
    }

    private void throwFailure(TlsConnection current) throws SSLException {
        RuntimeException failure = current.failure();
        if (failure != null) {
            throw reported(failure);
        }
    }

    private SSLException reported(RuntimeException failure) {
        TlsConnection current = connection;
        if (current == null || current.failure() != failure) {
            throw failure;
        }
        failureReported = true;
        return SslExceptions.of(failure, current.connected());
    }
}
