package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import io.handfast.record.RecordHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;

/**
 * Reads whole records off a stream (RFC 8446 §5.1).
 *
 * <p>Never a byte more than the record, so that what follows the last one stays in the stream. What arrived before a
 * time-out is kept, and the next call goes on from there. An array is held only from a record's header to its release.
 */
final class RecordInput {
    private static final byte[] NONE = new byte[0];

    private final InputStream in;
    private final byte[] header = new byte[RecordHeader.LENGTH];
    private byte[] record = NONE;
    private int length;
    private int arrived;

    RecordInput(InputStream in) {
        this.in = in;
    }

    /**
     * Reads on until a record is complete.
     *
     * @param lock guards the connection, which is asked how long the record is
     * @return false at the end of the stream, if that lies between records
     * @throws EOFException if the stream ends within a record
     */
    boolean next(TlsConnection connection, Lock lock) throws IOException {
        while (arrived < header.length) {
            if (!fill(header, header.length)) {
                return false;
            }
        }
        if (record.length == 0) {
            lock.lock();
            try {
                length = connection.recordLength(header, 0, header.length);
            } finally {
                lock.unlock();
            }
            record = RecordArrays.borrow();
            System.arraycopy(header, 0, record, 0, header.length);
        }
        while (arrived < length) {
            fill(record, length);
        }
        return true;
    }

    /** The array with the complete record at its start. */
    byte[] record() {
        return record;
    }

    int length() {
        return length;
    }

    /** Gives the record's array back; the next record may come. */
    void release() {
        if (record.length > 0) {
            RecordArrays.giveBack(record, length);
            record = NONE;
        }
        arrived = 0;
    }

    /** Throws away what lies in the stream already, without waiting, up to a limit. */
    void discardAvailable(int limit) throws IOException {
        int left = limit;
        while (left > 0 && in.available() > 0) {
            long skipped = in.skip(Math.min(left, in.available()));
            if (skipped <= 0) {
                return;
            }
            left -= (int) skipped;
        }
    }

    private boolean fill(byte[] target, int end) throws IOException {
        int count = in.read(target, arrived, end - arrived);
        if (count < 0) {
            if (arrived == 0) {
                return false;
            }
            throw new EOFException("the transport ended within a record");
        }
        arrived += count;
        return true;
    }
}
