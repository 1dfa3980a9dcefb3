package io.handfast.jsse;

import io.handfast.record.RecordHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads whole records off a stream (RFC 8446 §5.1).
 *
 * <p>What arrived before a time-out is kept, and the next call goes on from there. An array is held only from a record's header
 * until nothing is left in it. Where the stream is ours to the end, one read takes what has arrived of the next records, too,
 * and as long as more of them are there than the array has room for, several; where somebody else goes on with it, never a
 * byte more than the record.
 */
final class RecordInput {
    private static final byte[] NONE = new byte[0];

    /** Says how long the record is whose header begins at an offset. */
    @FunctionalInterface
    interface Lengths {
        int of(byte[] array, int offset, int available);
    }

    private final InputStream in;
    private final boolean readAhead;
    /** The first header after a pause, so that nobody who waits for one holds an array. */
    private final byte[] header = new byte[RecordHeader.LENGTH];

    private byte[] array = NONE;
    private int start;
    private int end;
    /** Of the complete record, or 0. */
    private int length;
    /** Whether the last read found more than a record. */
    private boolean several;

    private volatile boolean left;

    /** @param readAhead whether more than the record may be taken off the stream */
    RecordInput(InputStream in, boolean readAhead) {
        this.in = in;
        this.readAhead = readAhead;
    }

    /**
     * Reads on until a record is complete.
     *
     * @return false at the end of the stream, if that lies between records
     * @throws EOFException if the stream ends within a record
     */
    boolean next(Lengths lengths) throws IOException {
        try {
            return nextRecord(lengths);
        } catch (EOFException cut) {
            if (left) {
                return false;
            }
            throw cut;
        }
    }

    /** Says that we ourselves end the stream, from another thread: that is no fault of the peer's, wherever it is noticed. */
    void leave() {
        left = true;
    }

    /** Whether we ourselves have ended the stream. */
    boolean left() {
        return left;
    }

    private boolean nextRecord(Lengths lengths) throws IOException {
        while (end - start < header.length) {
            if (array.length > 0) {
                fill(header.length);
            } else if (!fillHeader()) {
                return false;
            }
        }
        int announced = lengths.of(array.length > 0 ? array : header, start, header.length);
        if (array.length == 0) {
            array = several ? RecordArrays.borrowSeveral() : RecordArrays.borrow();
            System.arraycopy(header, 0, array, 0, header.length);
        }
        while (end - start < announced) {
            fill(announced);
        }
        length = announced;
        return true;
    }

    /** Whether something of the next record has been read. */
    boolean hasMore() {
        return end > start;
    }

    /** The array with the complete record, from {@link #start} on. */
    byte[] record() {
        return array;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Lets go of the complete record, if there is one; the next may come. */
    void release() {
        start += length;
        length = 0;
        if (start == end) {
            clear();
        }
    }

    /** Nobody asks for the next record for now: what has been read of it takes no more memory than it must. */
    void rest() {
        int left = end - start;
        if (left > 0 && left < SessionView.PACKET_BUFFER_SIZE && left < array.length) {
            goOnIn(new byte[left]);
        }
    }

    /** Throws away what was read, and what lies in the stream already, without waiting, up to a limit. */
    void discardAvailable(int limit) throws IOException {
        clear();
        int left = limit;
        while (left > 0 && in.available() > 0) {
            long skipped = in.skip(Math.min(left, in.available()));
            if (skipped <= 0) {
                return;
            }
            left -= (int) skipped;
        }
    }

    private void clear() {
        letGo();
        array = NONE;
        start = 0;
        end = 0;
        length = 0;
    }

    private void letGo() {
        // One that was made to rest in is nobody else's size.
        if (array.length >= SessionView.PACKET_BUFFER_SIZE) {
            // Records are opened elsewhere; what has arrived is no secret.
            RecordArrays.giveBack(array, 0);
        }
    }

    private boolean fillHeader() throws IOException {
        int count = in.read(header, end, header.length - end);
        if (count < 0) {
            if (end == 0) {
                return false;
            }
            throw cut();
        }
        end += count;
        return true;
    }

    /** Reads at least something of the record, of which so many bytes are wanted. */
    private void fill(int wanted) throws IOException {
        if (several && array.length < RecordArrays.SEVERAL) {
            goOnIn(RecordArrays.borrowSeveral());
        } else if (array.length < SessionView.PACKET_BUFFER_SIZE) {
            goOnIn(RecordArrays.borrow());
        } else if (start > 0) {
            moveTo(array);
        }
        int room = (readAhead ? array.length : wanted) - end;
        int count = in.read(array, end, room);
        if (count < 0) {
            throw cut();
        }
        end += count;
        several = readAhead && (count == room || end - start > SessionView.PACKET_BUFFER_SIZE);
    }

    private void goOnIn(byte[] larger) {
        moveTo(larger);
        letGo();
        array = larger;
    }

    /** Moves what is left to the beginning of an array, this one or another. */
    private void moveTo(byte[] target) {
        System.arraycopy(array, start, target, 0, end - start);
        end -= start;
        start = 0;
    }

    private static EOFException cut() {
        return new EOFException("the transport ended within a record");
    }
}
